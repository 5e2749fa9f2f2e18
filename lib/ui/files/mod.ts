// The door of the list of files on their way. Loaded with the first file, so only islands/Doctor.tsx
// takes more than types from here. Knows nothing of choosing files: call/chat does that.

export { FileList, type FileListProps } from "./FileList.tsx";
