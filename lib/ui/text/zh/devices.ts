// 简体中文：共享屏幕，设备的插拔和故障。The Chinese sentences of en/devices.ts.

import type { Translation } from "../catalogue.ts";

const deviceNames = { mic: "麦克风", camera: "摄像头", speaker: "扬声器" };

export const devicesZh: Pick<Translation, "share" | "device"> = {
  share: {
    start: "共享屏幕",
    stop: "停止共享",
    busy: (name) => `${name}正在共享屏幕，同一时间只能有一人共享。`,
    stoppedByHost: "主持人停止了你的屏幕共享",
    blocked: "系统禁止了屏幕共享，请在系统的隐私设置中允许此浏览器录制屏幕。",
    blockedByFrame: "外层页面不允许此会议共享屏幕，请在单独的标签页中打开会议。",
    blockedByServer: "此服务器不允许其页面共享屏幕。",
    failed: "无法共享屏幕",
  },
  device: {
    lost: (device, replacement) => {
      const lost = `${deviceNames[device]}已断开`;
      if (replacement === null) return lost;
      return `${lost}，已切换到${replacement || "系统默认设备"}`;
    },
    refused: (device, isBusy, kept) => {
      const why = isBusy ? "该设备正被其他程序占用" : "该设备无法启动";
      return `无法切换${deviceNames[device]}：${why}。仍在使用${kept || "之前的设备"}。`;
    },
    silenced: (device) =>
      `系统关闭了你的${deviceNames[device]}，可能是因为正在通话。之后会自动恢复。`,
    backgroundFailed: "无法更换背景，已关闭你的摄像头。",
    showAsIs: "显示原始画面",
    found: (label, device) => `检测到新设备：${label || deviceNames[device]}`,
    numbered: (device, number) => `${deviceNames[device]} ${number}`,
    use: "切换到此设备",
    notNow: "暂不",
  },
};
