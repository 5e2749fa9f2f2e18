// The REST side as a table: every route with its methods, what it takes, what it answers and why it may
// refuse. The routes themselves are in routes/; docs/PROTOCOL.md has the whole story.

import type { ErrorId } from "../../shared/errors.ts";
import type { Named, RestMethod } from "../../shared/api_documents.ts";
import { configInfo, meetingChange, meetingDraft, roomInfo, success } from "./examples.ts";
import type { Operation } from "./operation.ts";
import { operatorOperations } from "./operator_operations.ts";

const organizers: readonly ErrorId[] = [
  ...["UNAUTHORIZED", "FORBIDDEN", "ORGANIZER_KEY_WRONG"] as const,
  ...["MEETING_NOT_FOUND", "RATE_LIMITED", "UNAVAILABLE"] as const,
];

export const restOperations: Named<Partial<Readonly<Record<RestMethod, Operation>>>> = {
  "/config/{user_id}": {
    get: {
      id: "getConfig",
      tag: "Beginning",
      summary: "Who the browser is from now on, and how it reaches the others",
      description:
        "This is where one begins: the answer has the token that the other routes and the " +
        "socket ask for. It lives for an hour; ask for the next one at half that time.",
      parameters: ["user_id", "entry"],
      answer: { schema: "ConfigInfo", example: configInfo },
      refusals: ["BAD_USER_ID", "RATE_LIMITED"],
    },
  },
  "/meeting": {
    post: {
      id: "createMeeting",
      tag: "Meetings",
      summary: "Make a meeting",
      description:
        "The user of the token is its organizer. The answer comes after the meeting is " +
        "stored. A meeting in which nobody has been for 24 hours is deleted; one with a later start " +
        "not before 24 hours after that start.",
      security: "token",
      parameters: ["wanted"],
      body: { schema: "MeetingDraft", example: meetingDraft },
      answer: { schema: "MeetingCreated", example: success({ id: "123456789" }) },
      refusals: [
        ...["BAD_REQUEST", "UNAUTHORIZED", "ENTRY_REQUIRED", "BODY_TOO_LARGE"] as const,
        ...["RATE_LIMITED", "UNAVAILABLE"] as const,
      ],
    },
  },
  "/meeting/{meeting_id}": {
    patch: {
      id: "changeMeeting",
      tag: "Meetings",
      summary: "Plan a meeting anew",
      description:
        "For its organizer, who need not be in it: known by the token, or by the organizer " +
        "key. Who is inside gets `USER_UPDATE` over the socket, who waits `LOBBY_WAITING`.",
      security: "token",
      parameters: ["meeting_id", "key"],
      body: { schema: "MeetingChange", example: meetingChange },
      answer: { schema: "MeetingNamed", example: success({ id: "123456789" }) },
      refusals: ["BAD_REQUEST", "BODY_TOO_LARGE", ...organizers],
    },
    delete: {
      id: "cancelMeeting",
      tag: "Meetings",
      summary: "Call a meeting off",
      description:
        "For its organizer, who need not be in it. Everybody inside gets `FINISH_MEETING` " +
        "over the socket, and the number stops working.",
      security: "token",
      parameters: ["meeting_id", "key"],
      answer: { schema: "MeetingNamed", example: success({ id: "123456789" }) },
      refusals: organizers,
    },
  },
  "/meeting/{meeting_id}/{name}": {
    get: {
      id: "lookUpMeeting",
      tag: "Meetings",
      summary: "Look at a meeting before joining",
      description: "What somebody sees who is about to join as `name`. Of a meeting that is " +
        "`link_only` little is told without the key of its link: the title and the organizer's name " +
        'are "", and `participants` is empty whoever is in it.',
      parameters: ["meeting_id", "name", "passcode", "link", "entry"],
      answer: { schema: "MeetingFound", example: success(roomInfo) },
      refusals: [
        ...["BAD_REQUEST", "ENTRY_REQUIRED", "PASSCODE_REQUIRED", "PASSCODE_WRONG"] as const,
        ...["MEETING_NOT_FOUND", "NAME_TAKEN", "RATE_LIMITED", "UNAVAILABLE"] as const,
      ],
    },
  },
  "/origin": {
    post: {
      id: "checkOrigin",
      tag: "Beginning",
      summary: "Whether the page that asks may open the socket",
      description:
        "A browser tells its page nothing of a socket that was refused; of this it does. " +
        "It has no body. Goes by the `Origin` header, which browsers set.",
      answer: { schema: "Ok", example: { status: "ok" } },
      refusals: ["FORBIDDEN_ORIGIN"],
    },
  },
  ...operatorOperations,
  "/openapi.json": {
    get: {
      id: "getOpenApi",
      tag: "Descriptions",
      summary: "This description",
      description: "OpenAPI 3.1.",
      answer: { mediaType: "application/json" },
      refusals: [],
    },
  },
  "/asyncapi.json": {
    get: {
      id: "getAsyncApi",
      tag: "Descriptions",
      summary: "The description of the socket",
      description: "AsyncAPI 3.0.",
      answer: { mediaType: "application/json" },
      refusals: [],
    },
  },
};
