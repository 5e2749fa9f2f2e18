// One file and one person: how far it is, and what can be done about it.

import circleAlertIcon from "@lucide/icons/icons/circle-alert";
import circleCheckIcon from "@lucide/icons/icons/circle-check";
import downloadIcon from "@lucide/icons/icons/download";
import type { CallFiles, Transfer } from "../../browser/call_api.ts";
import { Given, useText } from "../text/mod.ts";
import { isOver, percentOf, transferSentence } from "./transfers.ts";
import { useTransfersText } from "./words.ts";
import { Icon } from "../base/Icon.tsx";

interface FileRowProps {
  transfer: Transfer;
  files: CallFiles;
}

export function FileRow({ transfer, files }: FileRowProps) {
  const text = useTransfersText();
  const { file, isIncoming, person, state } = transfer;
  const percent = percentOf(transfer);
  return (
    <div class="file-row" data-state={state.kind}>
      <p class="file-state">
        {state.kind === "done" && (
          <Icon icon={circleCheckIcon} size={16} class="good" aria-hidden="true" />
        )}
        {state.kind === "failed" && (
          <Icon icon={circleAlertIcon} size={16} class="bad" aria-hidden="true" />
        )}
        {!isIncoming && <Given class="file-name">{person}</Given>}
        <span class={state.kind === "failed" ? "bad" : "quiet"}>
          {transferSentence(transfer, text)}
        </span>
      </p>
      <div class="file-actions">
        <FileActions transfer={transfer} files={files} />
      </div>
      {percent !== null && (
        <progress max={100} value={percent} aria-label={text.progress(file.name, person)} />
      )}
    </div>
  );
}

function FileActions({ transfer, files }: FileRowProps) {
  const { common } = useText();
  const text = useTransfersText();
  const { key, file, isIncoming, person, state } = transfer;
  if (state.kind === "done" && state.url !== null) {
    return (
      <a
        class="button primary"
        href={state.url}
        download={file.name}
        aria-label={text.saveLabel(file.name)}
      >
        <Icon icon={downloadIcon} size={18} aria-hidden="true" />
        {text.save}
      </a>
    );
  }
  if (isOver(transfer)) return null;
  const stop = () => files.stop(key);
  if (!isIncoming || state.kind !== "offered") {
    const label = isIncoming ? text.stopIncoming(file.name) : text.stopOutgoing(file.name, person);
    return (
      <button type="button" class="button" aria-label={label} onClick={stop}>
        {common.cancel}
      </button>
    );
  }
  return (
    <>
      <button
        type="button"
        class="button"
        aria-label={text.declineLabel(file.name)}
        onClick={stop}
      >
        {text.decline}
      </button>
      <button
        type="button"
        class="button primary"
        aria-label={text.acceptLabel(file.name)}
        onClick={() => files.accept(key)}
      >
        {text.accept}
      </button>
    </>
  );
}
