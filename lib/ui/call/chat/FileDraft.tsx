// Asks to whom the chosen files go, before anything of them leaves.

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { RemoteParticipant } from "../../../browser/call_api.ts";
import { Given, useText } from "../../text/mod.ts";
import type { FileDraftState } from "./use_file_draft.ts";

interface FileDraftProps {
  draft: FileDraftState;
  people: ReadonlySignal<readonly RemoteParticipant[]>;
}

/** The value of "everyone", which is no muid. */
const everyone = "";

export function FileDraft({ draft, people }: FileDraftProps) {
  const { common, files: text } = useText();
  const id = useId();
  const chosen = useSignal(everyone);
  const others = people.value.map(({ info }) => info.value);
  const to = others.find(({ muid }) => muid === chosen.value)?.muid ?? null;
  return (
    <div class="file-draft">
      <ul>
        {draft.files.map((file, index) => (
          <li key={index}>
            <Given class="file-name">{file.name}</Given>
            <span class="quiet">{text.size(file.size)}</span>
          </li>
        ))}
      </ul>
      {others.length === 0 ? <p class="quiet">{text.nobody}</p> : (
        <div class="file-to">
          <label for={id}>{text.to}</label>
          <select
            id={id}
            value={to ?? everyone}
            onChange={(event) => chosen.value = event.currentTarget.value}
          >
            <option value={everyone}>{text.everyone}</option>
            {others.map(({ muid, name }) => (
              <option key={muid} value={muid} dir="auto">{name}</option>
            ))}
          </select>
        </div>
      )}
      <p class="quiet file-hint">{text.hint}</p>
      <div class="file-draft-actions">
        <button type="button" class="button" onClick={draft.clear}>{common.cancel}</button>
        <button
          type="button"
          class="button primary"
          disabled={others.length === 0}
          onClick={() => draft.send(to)}
        >
          {text.sendCount(draft.files.length)}
        </button>
      </div>
    </div>
  );
}
