// The files on their way: one entry for each file, in it a line for each person it goes to or comes from.
// Loaded with the first file.

import fileIcon from "@lucide/icons/icons/file";
import imageIcon from "@lucide/icons/icons/image";
import xIcon from "@lucide/icons/icons/x";
import type { CallFiles, Transfer } from "../../browser/call_api.ts";
import { useText } from "../text/mod.ts";
import { FileRow } from "./FileRow.tsx";
import { groupTransfers, isOver } from "./transfers.ts";
import { useTransfersText } from "./words.ts";
import { Icon } from "../base/Icon.tsx";

export interface FileListProps {
  files: CallFiles;
}

export function FileList({ files }: FileListProps) {
  const text = useTransfersText();
  const groups = groupTransfers(files.transfers.value);
  if (groups.length === 0) return null;
  return (
    <section class="files" aria-label={text.title}>
      <ul>
        {groups.map((group) => <FileEntry key={group[0].batch} group={group} files={files} />)}
      </ul>
    </section>
  );
}

interface FileEntryProps {
  group: readonly [Transfer, ...Transfer[]];
  files: CallFiles;
}

function FileEntry({ group, files }: FileEntryProps) {
  const { size } = useText().files;
  const text = useTransfersText();
  const [{ file, isIncoming, person }] = group;
  const icon = file.mime.startsWith("image/") ? imageIcon : fileIcon;
  return (
    <li class="file">
      <Icon icon={icon} size={20} aria-hidden="true" />
      <p class="file-title">
        <span class="file-name">{file.name}</span>
        <span class="quiet">
          {size(file.size)}
          {isIncoming && ` ${text.from(person)}`}
        </span>
      </p>
      {group.every(isOver) && (
        <button
          type="button"
          class="round plain"
          aria-label={text.forget(file.name)}
          onClick={() => group.forEach(({ key }) => files.forget(key))}
        >
          <Icon icon={xIcon} size={18} aria-hidden="true" />
        </button>
      )}
      {group.map((transfer) => <FileRow key={transfer.key} transfer={transfer} files={files} />)}
    </li>
  );
}
