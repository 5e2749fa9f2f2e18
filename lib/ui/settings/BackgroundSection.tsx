// What stands behind oneself, with the own picture as the others get it, and how it fills its tile.

import banIcon from "@lucide/icons/icons/ban";
import blendIcon from "@lucide/icons/icons/blend";
import imagePlusIcon from "@lucide/icons/icons/image-plus";
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { type Background, backgroundPictures } from "../../shared/backgrounds.ts";
import { Check } from "../base/Check.tsx";
import { BackgroundHelp, useOwnStream } from "../devices/mod.ts";
import { Video } from "../base/Video.tsx";
import type { DeviceSettings, PreferenceSettings } from "./source.ts";
import { shrinkPicture } from "./shrink_picture.ts";
import { useSettingsText } from "./words.ts";
import { Icon } from "../base/Icon.tsx";
import { Words } from "../text/mod.ts";

interface BackgroundSectionProps extends DeviceSettings {
  source: PreferenceSettings;
}

export function BackgroundSection({ source, ...devices }: BackgroundSectionProps) {
  const { media, switches } = devices;
  const text = useSettingsText();
  const { preferences, remember } = source;
  const camera = media.camera.value;
  const stream = useOwnStream(camera);
  return (
    <>
      <div class="settings-mirror dark">
        {stream ? <Video stream={stream} isMirrored={preferences.isMirrored} ratio={16 / 9} /> : (
          <p>
            <Words>{camera.kind === "starting" ? text.backgroundStarting : text.cameraOff}</Words>
          </p>
        )}
      </div>
      <BackgroundHelp media={media} switches={switches} />
      <Backgrounds {...devices} />
      <Check
        label={text.mirror}
        hint={text.mirrorHint}
        isOn={preferences.isMirrored}
        onChange={(isMirrored) => remember({ isMirrored })}
      />
      <Check
        label={text.expand}
        hint={text.expandHint}
        isOn={preferences.isExpanded}
        onChange={(isExpanded) => remember({ isExpanded })}
      />
    </>
  );
}

function Backgrounds({ media, ownBackground, keepBackground }: DeviceSettings) {
  const text = useSettingsText();
  const group = useId();
  const [trouble, setTrouble] = useState<string | null>(null);
  const chosen = media.background.value;

  const upload = async (file: File | undefined) => {
    if (!file) return;
    const picture = await shrinkPicture(file);
    if (!picture) return setTrouble(text.uploadFailed);
    setTrouble(keepBackground(picture) ? null : text.notKept);
    media.chooseBackground("own");
  };
  const choice = (background: Background, picture: ComponentChildren) => (
    <label class="backdrop" key={background}>
      <input
        type="radio"
        name={group}
        checked={chosen === background}
        onChange={() =>
          media.chooseBackground(background)}
      />
      <span class="backdrop-picture">{picture}</span>
      <span>{text.backgrounds[background]}</span>
    </label>
  );
  return (
    <fieldset class="backdrops-field">
      <legend>{text.background}</legend>
      <div class="backdrops">
        {choice("none", <Icon icon={banIcon} aria-hidden="true" />)}
        {choice("blur", <Icon icon={blendIcon} aria-hidden="true" />)}
        {backgroundPictures.map((one) =>
          choice(one, <img src={`/backgrounds/${one}.svg`} alt="" />)
        )}
        {ownBackground && choice("own", <img src={ownBackground} alt="" />)}
        <label class="backdrop">
          <input
            type="file"
            accept="image/*"
            class="unseen"
            onChange={({ currentTarget }) => upload(currentTarget.files?.[0])}
          />
          <span class="backdrop-picture">
            <Icon icon={imagePlusIcon} aria-hidden="true" />
          </span>
          <span>{text.upload}</span>
        </label>
      </div>
      {trouble && <p class="callout bad" role="alert">{trouble}</p>}
    </fieldset>
  );
}
