// Files straight from person to person. The door is what a call needs before the first file: the list,
// and the loading of files.ts, which does the work and stays out of the first load (decision 0014).

export { type CallFiles, createCallFiles, type FileRefusal, loadFiles } from "./call_files.ts";
export type { FilePeer, Transfer } from "./files.ts";
export type { FileSource } from "./outgoing.ts";
export type { TransferState } from "./transfer.ts";
