// The routes for who runs the server, as rows of rest_operations.ts.

import type { Named, RestMethod } from "../../shared/api_documents.ts";
import { callReport, success, turnVerdicts } from "./examples.ts";
import type { Operation } from "./operation.ts";

const drained = success({ draining: true, people: 4 });

export const operatorOperations: Named<Partial<Readonly<Record<RestMethod, Operation>>>> = {
  "/healthz": {
    get: {
      id: "getHealth",
      tag: "Operation",
      summary: "Whether the process answers",
      description: "Looks at nothing else. It is not rate-limited.",
      answer: { schema: "Ok", example: { status: "ok" } },
      refusals: [],
    },
  },
  "/readyz": {
    get: {
      id: "getReadiness",
      tag: "Operation",
      summary: "Whether the server can do its work",
      description:
        "The store takes writes, there is memory, and neither a stop nor a drain has begun. TURN that fails " +
        "does not make a server unready. It is not rate-limited; the store is asked once a second " +
        "at most.",
      answer: {
        schema: "Ready",
        example: { status: "ready", memory: "ok", turn: turnVerdicts },
      },
      refusals: ["UNAVAILABLE"],
    },
  },
  "/metrics": {
    get: {
      id: "getMetrics",
      tag: "Operation",
      summary: "Numbers for Prometheus",
      description: "In its text format 0.0.4, for who shows the token of the setting " +
        "`CONFLUX_METRICS_TOKEN`. Without that setting there is nothing here.",
      security: "metricsToken",
      answer: { mediaType: "text/plain" },
      refusals: ["UNAUTHORIZED", "NOT_FOUND"],
    },
  },
  "/report": {
    post: {
      id: "reportCall",
      tag: "Operation",
      summary: "How the connections of a call ran",
      description: "Sent by a browser when its part of a call ends, where /config says " +
        "`CALL_REPORTS`. It is counted, and kept nowhere. The token stands in the body, as a page that " +
        "goes can send no headers.",
      body: { schema: "CallReport", example: callReport },
      answer: { schema: "Done", example: success(null) },
      refusals: [
        ...["BAD_REQUEST", "UNAUTHORIZED", "NOT_FOUND", "BODY_TOO_LARGE"] as const,
        "RATE_LIMITED",
      ],
    },
  },
  "/admin/rooms": {
    get: {
      id: "getOpenRooms",
      tag: "Operation",
      summary: "The rooms that are open on this server",
      description: "In numbers, for who shows the token of the setting `CONFLUX_ADMIN_TOKEN`. " +
        "Without that setting there is nothing here. `deno task admin` asks it.",
      security: "adminToken",
      answer: {
        schema: "OpenRooms",
        example: success({
          node: "a1",
          draining: false,
          rooms: [
            { id: "123456789", people: 4, here: 3, waiting: 1, created_at: 1_795_460_400_000 },
          ],
        }),
      },
      refusals: ["UNAUTHORIZED", "NOT_FOUND", "RATE_LIMITED"],
    },
  },
  "/admin/rooms/{meeting_id}": {
    delete: {
      id: "endMeeting",
      tag: "Operation",
      summary: "End a meeting for everybody",
      description: "Wherever its people are. They get `FINISH_MEETING` over the socket.",
      security: "adminToken",
      parameters: ["meeting_id"],
      answer: { schema: "MeetingNamed", example: success({ id: "123456789" }) },
      refusals: [
        ...["UNAUTHORIZED", "NOT_FOUND", "MEETING_NOT_FOUND"] as const,
        ...["RATE_LIMITED", "UNAVAILABLE"] as const,
      ],
    },
  },
  "/admin/drain": {
    post: {
      id: "drain",
      tag: "Operation",
      summary: "Take nobody new from now on",
      description:
        "/readyz says so, and new meetings and joins are `UNAVAILABLE`. Who is in stays.",
      security: "adminToken",
      answer: { schema: "Drained", example: drained },
      refusals: ["UNAUTHORIZED", "NOT_FOUND", "RATE_LIMITED"],
    },
    delete: {
      id: "endDrain",
      tag: "Operation",
      summary: "Take new ones again",
      description: "The end of a drain.",
      security: "adminToken",
      answer: { schema: "Drained", example: success({ draining: false, people: 4 }) },
      refusals: ["UNAUTHORIZED", "NOT_FOUND", "RATE_LIMITED"],
    },
  },
};
