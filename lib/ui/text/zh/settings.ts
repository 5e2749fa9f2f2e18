// 简体中文：设置、虚拟背景、共享屏幕和设备插拔。The Chinese sentences of en/settings.ts and
// en/devices.ts.

import type { Translation } from "../text.ts";

const lostDevice = { mic: "麦克风", camera: "摄像头", speaker: "扬声器" };

export const settingsZh: Translation["parts"]["settings"] = {
  tabs: "设置分类",
  devices: "设备",
  picture: "虚拟背景",
  calls: "会议",
  look: "外观",
  noise: "降低背景噪音",
  noiseHint: "减弱键盘、风扇和街道的噪音。播放音乐时请关闭。",
  background: "选择背景",
  backgrounds: {
    none: "无",
    blur: "背景模糊",
    dawn: "晨曦",
    hills: "山丘",
    shelf: "书架",
    own: "我的图片",
  },
  upload: "上传图片…",
  uploadFailed: "浏览器无法打开这个文件，请选择图片。",
  notKept: "图片太大，无法保存，离开此页面后将失效。",
  backgroundStarting: "正在准备…完成之前，其他人看不到你的画面。",
  cameraOff: "开启摄像头后可在此预览。",
  mirror: "镜像我的画面",
  mirrorHint: "仅影响你自己看到的画面。",
  expand: "画面填满窗口",
  expandHint: "画面边缘可能被裁掉。多人共用一个摄像头时建议关闭。",
  startMuted: "入会时静音",
  pushToTalk: "按住空格键发言",
  pushToTalkHint: "静音时按住空格键可临时开麦，松开后恢复静音。",
  shortcuts: "键盘快捷键",
  shortcutsHint: "单个按键即可操作，例如 M 键开关麦克风。按 ? 键查看全部快捷键。",
  share: "共享屏幕时主要展示",
  shareHints: { detail: "文字和幻灯片", motion: "视频和游戏" },
  theme: "主题",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
  themeHint: "会议中始终使用深色主题。",
};

export const devicesZh: Pick<Translation, "share" | "device"> = {
  share: {
    start: "共享屏幕",
    stop: "停止共享",
    busy: (name) => `${name}正在共享屏幕，同一时间只能有一人共享。`,
    stoppedByHost: "主持人停止了你的屏幕共享",
    blocked: "系统禁止了屏幕共享，请在系统的隐私设置中允许此浏览器录制屏幕。",
    failed: "无法共享屏幕",
  },
  device: {
    lost: (device, replacement) => {
      const lost = `${lostDevice[device]}已断开`;
      if (replacement === null) return lost;
      return `${lost}，已切换到${replacement || "系统默认设备"}`;
    },
    backgroundFailed: "无法更换背景，已关闭你的摄像头。",
    showAsIs: "显示原始画面",
    found: (label) => `检测到新设备：${label}`,
    use: "切换到此设备",
    notNow: "暂不",
  },
};
