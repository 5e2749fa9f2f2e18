// The panel about the connection to one participant. Small itself: what it shows is loaded when it
// opens.

import type { Call, RemoteParticipant } from "../../../browser/call_api.ts";
import { LoadingNote } from "../../on_demand/LoadingNote.tsx";
import { useOnDemand } from "../../on_demand/use_on_demand.ts";
import { useText } from "../../text/mod.ts";
import { Panel } from "../../base/Panel.tsx";

interface ConnectionPanelProps {
  call: Call;
  participant: RemoteParticipant;
  onClose: () => void;
}

export function ConnectionPanel({ call, participant, onClose }: ConnectionPanelProps) {
  const text = useText().quality;
  const loaded = useOnDemand("ConnectionView");
  return (
    <Panel name="connection" title={text.title(participant.info.value.name)} onClose={onClose}>
      <div class="panel-body connection">
        {typeof loaded === "string" ? <LoadingNote state={loaded} /> : (
          <loaded.value
            participant={participant}
            isGone={!call.participants.value.includes(participant)}
          />
        )}
      </div>
    </Panel>
  );
}
