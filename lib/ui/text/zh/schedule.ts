// 简体中文：预定会议、邀请和提前入会。The Chinese sentences of en/schedule.ts.

import type { Translation } from "../catalogue.ts";

export const scheduleZh: Translation["schedule"] = {
  later: "预定会议",
  now: "改为立即开始",
  start: "开始时间",
  zone: (name) => `你的时区：${name}`,
  length: "时长",
  submit: "预定会议",
  submitting: "正在预定…",
  startMissing: "请选择日期和时间。",
  startPast: "这个时间已经过了，请选择更晚的时间。",
  invite: ({ title, when, link, number, passcode }) =>
    [
      `${title}${when === null ? "" : `\n${when}`}\n\n入会链接：${link}\n会议号：${number}`,
      ...(passcode === null ? [] : [`入会密码：${passcode}`]),
    ].join("\n"),
  starts: (wait) => `会议将于${wait}开始`,
  early: "现在就可以提前入会。",
  tooEarly: "届时或主持人到场后，你将自动入会。",
  linkOnly: "仅凭链接可直接入会",
  linkOnlyHint: "只知道会议号的人需等候你准入。",
  openEarly: "允许参会者在开始前入会",
  openEarlyHint: "否则参会者需等到会议开始或你到场。",
  waitingForStart: "会议尚未开始，请不要关闭此页面。",
  waitingForHost: "主持人还没有到，入会后会看到你在等候。请不要关闭此页面。",
  ownLink: "复制你的专属链接",
  ownLinkHint: "用它可以在你的其他设备上以主持人身份入会。请勿转发给他人。",
};
