// Everybody in the meeting, raised hands first; for hosts also who waits, who was removed, and what
// holds for all.

import type { Call, Outcome, RemoteParticipant } from "../../../browser/call_api.ts";
import type { UserInfo } from "../../../shared/protocol/mod.ts";
import { type InviteTexts, ShareInvitation } from "../../invite/mod.ts";
import { useText } from "../../text/mod.ts";
import { Check } from "../../base/Check.tsx";
import { Panel } from "../../base/Panel.tsx";
import { orderPeople } from "./order.ts";
import { type HostActions, PersonRow } from "./PersonRow.tsx";
import { RemovedList, WaitingList } from "./PeopleLists.tsx";

interface PeoplePanelProps {
  call: Call;
  report: (outcome: Promise<Outcome>) => void;
  /** How others are asked to come. */
  invite: InviteTexts;
  onClose: () => void;
  /** Whose connection was looked at just now: the focus goes back to it. */
  lookedAt: RemoteParticipant | null;
  onConnection: (participant: RemoteParticipant) => void;
}

export function PeoplePanel(props: PeoplePanelProps) {
  const { call, report, invite, onClose, lookedAt, onConnection } = props;
  const text = useText();
  const self = call.self.value;
  const others = call.participants.value.map(({ info }) => info.value);
  const isHost = self?.role === "HOST";
  const governs = isHost && !self.stand_in;
  const actionsFor = ({ muid }: UserInfo): HostActions => ({
    onMute: () => report(call.mute(muid)),
    onAskToUnmute: () => report(call.askToUnmute(muid)),
    onLowerHand: () => report(call.lowerHand(muid)),
    onStopCamera: () => report(call.stopCamera(muid)),
    onStopShare: () => report(call.stopShare(muid)),
    governing: governs
      ? {
        onRole: (role) => report(call.setRole(muid, role)),
        onRemove: () => report(call.remove(muid)),
      }
      : undefined,
  });
  const connectionOf = ({ muid }: UserInfo) => {
    const participant = call.participants.value.find((one) => one.muid === muid);
    return participant && {
      quality: participant.quality.value,
      hasFocus: participant === lookedAt,
      onOpen: () => onConnection(participant),
    };
  };
  return (
    <Panel name="people" title={text.people.title} onClose={onClose}>
      <div class="panel-body">
        <div class="people-invite">
          <ShareInvitation invite={invite} />
        </div>
        {isHost && <WaitingList call={call} report={report} />}
        <section class="people-list">
          <h3>{text.people.inCall(others.length + (self ? 1 : 0))}</h3>
          <ul>
            {orderPeople(self, others).map(({ info, isSelf, handPlace }) => (
              <PersonRow
                key={info.muid}
                info={info}
                label={isSelf ? text.call.selfName(info.name) : info.name}
                handPlace={handPlace}
                connection={connectionOf(info)}
                actions={isHost && !isSelf ? actionsFor(info) : undefined}
              />
            ))}
          </ul>
        </section>
        {governs && <RemovedList call={call} report={report} />}
      </div>
      {isHost && (
        <footer class="panel-foot">
          {governs && (
            <Check
              label={text.home.lobby}
              hint={text.home.lobbyHint}
              isOn={call.room.value?.lobby ?? false}
              onChange={(isOn) => report(call.setLobby(isOn))}
            />
          )}
          {governs && (
            <Check
              label={text.people.lock}
              hint={text.people.lockHint}
              isOn={call.room.value?.locked ?? false}
              onChange={(isLocked) => report(call.setLocked(isLocked))}
            />
          )}
          <button
            type="button"
            class="button"
            disabled={!others.some(({ state }) => state.mic)}
            onClick={() => report(call.muteAll())}
          >
            {text.people.muteAll}
          </button>
        </footer>
      )}
    </Panel>
  );
}
