// Backups: the rooms of any store in one file, and the way back into any store. Knows the stores as ports.

export { type Backup, openBackup } from "./read.ts";
export { restoreRooms } from "./restore.ts";
export { backUp } from "./write.ts";
export { openSource, openTarget } from "./stores.ts";
