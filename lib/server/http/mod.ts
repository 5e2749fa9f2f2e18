// The HTTP side of the server: the shapes of answers, what requests tell, headers, and the files that
// are sent with them. Knows no routes, and of Fresh only what it leaves to be done.

export { meetingPathFor } from "./meeting_link.ts";
export {
  jsonResponse,
  refusalResponse,
  type RestContext,
  restHandler,
  successResponse,
} from "./answers.ts";
export {
  type BuildFiles,
  BuildRecord,
  copiesFolder,
  readBuildFiles,
  recordName,
} from "./build_files.ts";
export { effectFile, effectFileNames, respondEffectFile } from "./effect_files.ts";
export { compressPage, compressWell, encodings } from "./encoding.ts";
export { parseAddress } from "./forwarded.ts";
export { guardRequest } from "./guard.ts";
export { finishPolicy, policyDirectives, securityHeaders } from "./headers.ts";
export {
  clientAddress,
  overLimit,
  ownOrigin,
  pageOptions,
  pathPart,
  readJson,
  requestId,
  requestLanguage,
  wrongField,
} from "./request.ts";
export { networkOf } from "./network.ts";
export { createSubPathWatch } from "./sub_path.ts";
export { openSocket } from "./upgrade.ts";
