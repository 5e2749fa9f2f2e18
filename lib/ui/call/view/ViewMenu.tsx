// How the call is shown: grid or speaker, one's own picture, the whole screen, a window of its own.

import { useId } from "preact/hooks";
import keyboardIcon from "@lucide/icons/icons/keyboard";
import layoutGridIcon from "@lucide/icons/icons/layout-grid";
import maximizeIcon from "@lucide/icons/icons/maximize";
import minimizeIcon from "@lucide/icons/icons/minimize";
import pictureInPicture2Icon from "@lucide/icons/icons/picture-in-picture-2";
import type { View } from "../../../shared/layout/mod.ts";
import { Check } from "../../base/Check.tsx";
import { Popup } from "../../base/Popup.tsx";
import { useText } from "../../text/mod.ts";
import type { FullScreen } from "./use_full_screen.ts";
import type { PipState } from "./use_pip.ts";
import { Icon } from "../../base/Icon.tsx";

interface ViewMenuProps {
  view: View;
  onView: (view: View) => void;
  isSelfShown: boolean;
  onSelfShown: (isShown: boolean) => void;
  fullScreen: FullScreen;
  /** `isUseful` is false where nobody else is there to be shown. */
  pip: PipState & { isUseful: boolean };
  onKeys: () => void;
}

export function ViewMenu(props: ViewMenuProps) {
  const text = useText().stage;
  const { fullScreen, pip, view, onView } = props;
  const screenIcon = fullScreen.isOn ? minimizeIcon : maximizeIcon;
  return (
    <Popup
      label={text.view}
      icon={<Icon icon={layoutGridIcon} size={20} aria-hidden="true" />}
      tone="plain"
    >
      {(close) => {
        const choose = (act: () => void) => () => {
          close();
          act();
        };
        return (
          <div class="view-menu">
            <fieldset>
              <legend class="unseen">{text.view}</legend>
              <Choice
                label={text.grid}
                hint={text.gridHint}
                isOn={view === "grid"}
                onChoose={() => onView("grid")}
              />
              <Choice
                label={text.speaker}
                hint={text.speakerHint}
                isOn={view === "speaker"}
                onChoose={() => onView("speaker")}
              />
            </fieldset>
            <Check label={text.showSelf} isOn={props.isSelfShown} onChange={props.onSelfShown} />
            {fullScreen.isPossible && (
              <button type="button" class="menu-line" onClick={choose(fullScreen.toggle)}>
                <Icon icon={screenIcon} size={20} aria-hidden="true" />
                {fullScreen.isOn ? text.leaveFullScreen : text.enterFullScreen}
              </button>
            )}
            {pip.isPossible && (pip.isUseful || pip.isOn) && (
              <button type="button" class="menu-line" onClick={choose(pip.toggle)}>
                <Icon icon={pictureInPicture2Icon} size={20} aria-hidden="true" />
                {pip.isOn ? text.closePip : text.openPip}
              </button>
            )}
            <button type="button" class="menu-line keys-only" onClick={choose(props.onKeys)}>
              <Icon icon={keyboardIcon} size={20} aria-hidden="true" />
              {text.keys}
            </button>
          </div>
        );
      }}
    </Popup>
  );
}

interface ChoiceProps {
  label: string;
  hint: string;
  isOn: boolean;
  onChoose: () => void;
}

function Choice({ label, hint, isOn, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div class="check">
      <input
        type="radio"
        name="view"
        id={id}
        checked={isOn}
        aria-describedby={`${id}-hint`}
        onChange={onChoose}
      />
      <label for={id}>{label}</label>
      <p class="quiet" id={`${id}-hint`}>{hint}</p>
    </div>
  );
}
