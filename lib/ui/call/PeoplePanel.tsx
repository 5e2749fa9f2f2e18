// Everybody in the meeting, oneself first; for hosts also who waits, who was removed, and what
// holds for all.

import type { Call, Outcome } from "../../browser/call_api.ts";
import { useText } from "../text.ts";
import { Check } from "../base/Check.tsx";
import { Panel } from "./Panel.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { RemovedList, WaitingList } from "./PeopleLists.tsx";

interface PeoplePanelProps {
  call: Call;
  report: (outcome: Promise<Outcome>) => void;
  onClose: () => void;
}

export function PeoplePanel({ call, report, onClose }: PeoplePanelProps) {
  const text = useText();
  const self = call.self.value;
  const others = call.participants.value;
  const isHost = self?.role === "HOST";
  const withMic = others.filter((one) => one.info.value.state.mic);
  return (
    <Panel name="people" title={text.people.title} onClose={onClose}>
      <div class="panel-body">
        {isHost && <WaitingList call={call} report={report} />}
        <section class="people-list">
          <h3>{text.people.inCall(others.length + (self ? 1 : 0))}</h3>
          <ul>
            {self && <PersonRow info={self} label={text.call.selfName(self.name)} />}
            {others.map((one) => {
              const info = one.info.value;
              return (
                <PersonRow
                  key={info.muid}
                  info={info}
                  label={info.name}
                  actions={isHost
                    ? {
                      onMute: () => report(call.mute(info.muid)),
                      onStopCamera: () => report(call.stopCamera(info.muid)),
                      onRole: (role) => report(call.setRole(info.muid, role)),
                      onRemove: () => report(call.remove(info.muid)),
                    }
                    : undefined}
                />
              );
            })}
          </ul>
        </section>
        {isHost && <RemovedList call={call} report={report} />}
      </div>
      {isHost && (
        <footer class="panel-foot">
          <Check
            label={text.people.lock}
            hint={text.people.lockHint}
            isOn={call.room.value?.locked ?? false}
            onChange={(isLocked) => report(call.setLocked(isLocked))}
          />
          <button
            type="button"
            class="button"
            disabled={withMic.length === 0}
            onClick={() => withMic.forEach((one) => report(call.mute(one.muid)))}
          >
            {text.people.muteAll}
          </button>
        </footer>
      )}
    </Panel>
  );
}
