// 简体中文：单个连接的详情。The Chinese words of the panel about one connection.

import type { Parts } from "../catalogue.ts";

export const connectionZh: Parts["connection"] = {
  verdict: {
    good: "连接状况良好。",
    fair: "连接状况一般：声音或画面偶尔会延迟或丢失。",
    poor: "连接状况较差：通话会很吃力。靠近 Wi-Fi 或关闭摄像头往往会有帮助。",
    lost: "目前没有数据能送达，ConFlux 正在自动重试。",
    unknown: "正在测量…",
    gone: "对方已离开会议，以下是离开前的连接状况。",
  },
  charts: {
    bitrate: "码率",
    delay: "延迟",
    loss: "丢包率",
    frames: "帧率",
  },
  lines: {
    received: "接收",
    sent: "发送",
    roundTrip: "往返时延",
    jitter: "抖动",
  },
  twoMinutesAgo: "2 分钟前",
  now: "现在",
  table: "以表格显示",
  caption: "最近两分钟",
  columns: { what: "项目", now: "当前", average: "平均", highest: "最高" },
  none: "–",
  units: {
    bits: (value) => `${value} kbit/s`,
    megabits: (value) => `${value} Mbit/s`,
    ms: (value) => `${value} 毫秒`,
    percent: (value) => `${value}%`,
    fps: (value) => value,
  },
  facts: {
    title: "当前状况",
    path: "路径",
    cameraReceived: "接收的摄像头画面",
    cameraSent: "发送的摄像头画面",
    screenReceived: "接收的屏幕画面",
    screenSent: "发送的屏幕画面",
    voice: "声音",
    nothing: "无",
  },
  path: {
    direct: "直连",
    relay: "经中继",
    none: "未连接",
  },
  over: (path, protocol) => `${path}，${protocol}`,
  picture: (size, fps, codec) => `${size}，${fps}/秒，${codec}`,
  voice: (received, sent) => `接收 ${received}，发送 ${sent}`,
};
