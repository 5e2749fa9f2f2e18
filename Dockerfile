# The ConFlux server. Built in one stage, run in another as a user without rights, with the permissions
# of the `serve` task. Build it with --build-arg CONFLUX_BUILD_TIME=$(date -u +%Y-%m-%dT%H:%M:%SZ).

FROM denoland/deno:2.9.6 AS build
WORKDIR /app
ENV DENO_DIR=/deno-dir DENO_NO_UPDATE_CHECK=1
COPY . .
RUN deno install --frozen
RUN deno task build
# Some packages come with files that only their owner may read, and the server is not that.
RUN chmod -R a+rX .
# Of its cache Deno needs what registries said about versions, without which it asks again, and the
# modules that came from elsewhere than npm: Fresh's own, where it is not the stand-in.
RUN mkdir /deno-seed && cd /deno-dir && \
  find npm -name registry.json -exec cp --parents '{}' /deno-seed ';' && \
  if [ -d remote ]; then cp -R remote /deno-seed; fi

FROM denoland/deno:2.9.6
WORKDIR /app
COPY --from=build /app .
COPY --from=build /deno-seed /deno-seed
RUN mkdir data && chown deno:deno data
ARG CONFLUX_BUILD_TIME=
ENV CONFLUX_BUILD_TIME=$CONFLUX_BUILD_TIME \
  CONFLUX_ENV=production \
  PORT=8000 \
  HOST=0.0.0.0 \
  DENO_DIR=/tmp/deno \
  MALLOC_TRIM_THRESHOLD_=131072 \
  MALLOC_MMAP_THRESHOLD_=65536 \
  DENO_NO_UPDATE_CHECK=1 \
  NO_COLOR=1
USER deno
EXPOSE 8000
VOLUME /app/data
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --start-interval=1s \
  CMD ["bash", "/app/tools/healthcheck.sh"]
# /tmp may be empty and is all that must be writable besides data: the root can be read-only.
CMD ["sh", "-c", "mkdir -p \"$DENO_DIR\" && cp -R /deno-seed/. \"$DENO_DIR\" && exec deno task serve"]
