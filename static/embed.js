// @ts-check
// Puts a call into somebody else's page: the element <conflux-call> around a frame, and the channel to the
// page in it (docs/EMBED.md; types in embed.d.ts). A classic script: it asks for its own address.

(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement) || !script.src) {
    throw new Error("embed.js: load it by <script src>, without type=module");
  }
  if (customElements.get("conflux-call")) return;
  const { origin } = new URL(script.src);
  const allow = [
    ...["camera", "microphone", "display-capture", "autoplay", "fullscreen", "picture-in-picture"],
    ...["screen-wake-lock", "speaker-selection", "clipboard-write"],
  ].map((feature) => `${feature} ${origin}`).join("; ");
  /** Between one hello and the next, in ms: about ten seconds in all. */
  const pauses = [100, 200, 400, 800, 1_500, 3_000, 4_000];
  /** A frame that does not load at all. */
  const loadLimitMs = 20_000;
  const words = {
    en: {
      title: "Video call",
      refused: "The call cannot be shown here. Please tell whoever runs this page.",
    },
    zh: { title: "视频通话", refused: "此处无法显示通话。请告知本页面的管理者。" },
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":host{display:block;height:30rem}:host([hidden]){display:none}" +
      "iframe{display:block;width:100%;height:100%;border:0}iframe[hidden]{display:none}" +
      "p{margin:0;padding:1rem;font:1rem/1.5 system-ui,sans-serif}",
  );

  class ConfluxCall extends HTMLElement {
    static observedAttributes = ["meeting", "theme"];
    #root = this.attachShadow({ mode: "open" });
    /** @type {HTMLIFrameElement | null} */
    #frame = null;
    /** @type {MessagePort | null} */
    #port = null;
    /** @type {Map<number, (answer: import("./embed.d.ts").ConfluxAnswer) => void>} */
    #asked = new Map();
    #lastId = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #timer;
    /** The theme, where it changed since the frame was made. @type {string | null} */
    #theme = null;
    /** While an element comes to life its attributes are told one by one, before it is connected. */
    #isLive = false;
    #isDue = false;
    /** Our page was there once: what stands in the frame now may be one that says nothing. */
    #isKnown = false;

    constructor() {
      super();
      this.#root.adoptedStyleSheets = [sheet];
    }

    connectedCallback() {
      this.#isLive = true;
      this.#open();
    }

    disconnectedCallback() {
      this.#isLive = false;
      this.#close();
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (before === now || !this.#isLive) return;
      if (name !== "meeting") {
        this.#theme = now ?? "auto";
        this.#look();
        return;
      }
      if (this.#isDue) return;
      this.#isDue = true;
      // After everything else that is set in the same breath.
      queueMicrotask(async () => {
        await this.leave();
        this.#isDue = false;
        if (this.#isLive) this.#open();
      });
    }

    /** @param {boolean} isOn */
    setMic(isOn) {
      return this.#ask({ command: "mic", isOn });
    }

    /** @param {boolean} isOn */
    setCamera(isOn) {
      return this.#ask({ command: "camera", isOn });
    }

    /** @param {boolean} isOn */
    setShare(isOn) {
      return this.#ask({ command: "share", isOn });
    }

    leave() {
      return this.#ask({ command: "leave" });
    }

    #open() {
      this.#close();
      const meeting = this.getAttribute("meeting")?.replace(/[\s-]/g, "");
      if (!meeting) return;
      if (!/^[1-9]\d{8}$/.test(meeting)) {
        return this.#tell("error", {
          error: "BAD_MEETING",
          message: "The attribute meeting has to be a number of nine digits.",
        });
      }
      const frame = document.createElement("iframe");
      frame.allow = allow;
      frame.title = this.title || this.#words().title;
      frame.src = this.#address(meeting);
      frame.onload = () => {
        this.#hangUp();
        this.#greet(frame, 0);
      };
      this.#timer = setTimeout(() => this.#refuse(), loadLimitMs);
      this.#root.append(frame);
      this.#frame = frame;
    }

    #close() {
      this.#hangUp();
      this.#frame = null;
      this.#isKnown = false;
      this.#theme = null;
      this.#root.replaceChildren();
    }

    /** @param {string} meeting */
    #address(meeting) {
      const url = new URL(`/j/${meeting}`, origin);
      for (const name of ["name", "mic", "camera", "lang", "theme", "chrome"]) {
        const value = this.getAttribute(name);
        if (value) url.searchParams.set(name, value);
      }
      // What is secret stands behind the #: that goes to no server.
      const keys = ["link", "organizer", "entry"].flatMap((name) => {
        const key = this.getAttribute(name === "entry" ? "entry-token" : `${name}-key`);
        return key ? [`${name}=${encodeURIComponent(key)}`] : [];
      });
      url.hash = keys.join("&");
      return url.href;
    }

    #words() {
      const lang = this.lang || document.documentElement.lang;
      return /^zh/i.test(lang) ? words.zh : words.en;
    }

    /**
     * Says hello to the page in the frame, which may not listen yet, with a channel of its own each time.
     * @param {HTMLIFrameElement} frame
     * @param {number} tries
     */
    #greet(frame, tries) {
      const pause = pauses[tries];
      if (pause === undefined) return this.#refuse();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => this.#hear(data, port1, frame);
      frame.contentWindow?.postMessage({ conflux: "hello", version: 1 }, origin, [port2]);
      this.#timer = setTimeout(() => this.#greet(frame, tries + 1), pause);
    }

    /** @param {any} data @param {MessagePort} port @param {HTMLIFrameElement} frame */
    #hear(data, port, frame) {
      if (frame !== this.#frame) return port.close();
      if (data.type === "welcome") {
        clearTimeout(this.#timer);
        this.#port = port;
        this.#isKnown = true;
        // Late, after it was given up.
        frame.hidden = false;
        this.#root.querySelector("p")?.remove();
        this.#look();
      } else if (data.type === "answer") {
        this.#asked.get(data.id)?.(data.answer);
        this.#asked.delete(data.id);
      } else if (port === this.#port) this.#tell(data.event, data.detail);
    }

    #refuse() {
      const frame = this.#frame;
      // After a call there is a page that says nothing.
      if (!frame || this.#isKnown) return;
      frame.hidden = true;
      const note = document.createElement("p");
      note.role = "alert";
      note.textContent = this.#words().refused;
      this.#root.append(note);
      const around = [location.origin, ...location.ancestorOrigins ?? []].join(" ");
      const message =
        `${origin} does not answer in the frame: it is out of reach, or does not let this ` +
        `page show it. Its server needs CONFLUX_FRAME_ANCESTORS="${around}".`;
      console.warn(`conflux-call: ${message}`);
      this.#tell("error", { error: "FRAME_REFUSED", message });
    }

    #look() {
      if (this.#theme) void this.#ask({ command: "theme", theme: this.#theme });
    }

    /** The channel is over, and with it what was not answered. */
    #hangUp() {
      clearTimeout(this.#timer);
      this.#port?.close();
      this.#port = null;
      for (const answer of this.#asked.values()) answer(notThere);
      this.#asked.clear();
    }

    /** @param {Record<string, unknown>} message */
    #ask(message) {
      const port = this.#port;
      if (!port) return Promise.resolve(notThere);
      const id = ++this.#lastId;
      port.postMessage({ ...message, id });
      /** @type {Promise<import("./embed.d.ts").ConfluxAnswer>} */
      const answered = new Promise((resolve) => this.#asked.set(id, resolve));
      return answered;
    }

    /** @param {string} name @param {unknown} detail */
    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(`conflux-${name}`, { detail, bubbles: true }));
    }
  }

  /** @type {import("./embed.d.ts").ConfluxAnswer} */
  const notThere = {
    done: false,
    reason: "not-there",
    message: "The page of the call is not there now.",
  };
  customElements.define("conflux-call", ConfluxCall);
})();
