// GET /config/:user_id — who the browser is from now on, and how it reaches the others (P1–P3).

import {
  clientAddress,
  jsonResponse,
  overLimit,
  refusalResponse,
} from "../../lib/server/http/mod.ts";
import { refusal } from "../../lib/shared/errors.ts";
import { isUuid } from "../../lib/shared/ids.ts";
import { type ConfigInfo, protocolVersion } from "../../lib/shared/protocol/mod.ts";
import { rest } from "../../utils.ts";

export const handler = rest({
  async GET(ctx) {
    const { tokens, turn, config, build, httpLimit, sockets, entry, metrics } = ctx.state.services;
    const address = clientAddress(ctx, config);
    const limited = await overLimit(httpLimit, address);
    if (limited) return refusalResponse(limited);
    const userId = ctx.params.user_id ?? "";
    if (!isUuid(userId)) return refusalResponse(refusal("BAD_USER_ID"));

    const right = await entry.read(ctx.req);
    const { token, subject, expiresAt } = await tokens.issue(userId, right);
    // Who is in no meeting has the relay as one of their network: anybody can invent users, and coturn
    // counts by them.
    const isSeated = sockets.isSeated(subject);
    const credentials = turn.credentials(isSeated ? subject : `address:${address}`);
    return jsonResponse(
      {
        token,
        COTURN_PREFIX: config.turn.prefix,
        PEER_SERVER_PATH: "/peer_signal",
        COTURN_USERNAME: credentials.username,
        COTURN_PASSWORD: credentials.password,
        BUILD_TIME: build.time,
        BUILD_VERSION: build.version,
        ICE_SERVERS: credentials.iceServers,
        ICE_TRANSPORT_POLICY: config.icePolicy,
        TOKEN_EXPIRES_AT: expiresAt,
        TURN_EXPIRES_AT: credentials.expiresAt,
        PROTOCOL_VERSION: protocolVersion,
        ...(metrics && config.hasCallReports ? { CALL_REPORTS: true } : {}),
      } satisfies ConfigInfo,
    );
  },
});
