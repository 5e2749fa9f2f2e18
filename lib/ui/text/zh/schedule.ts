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
  done: "会议已预定",
  invitation: "会议邀请",
  withPasscode: "在邀请中包含入会密码",
  withPasscodeHint: "否则请另行告知参会者。",
  copy: "复制邀请",
  calendar: "添加到日历",
  open: "进入会议",
  another: "再发起一个会议",
  invite: ({ title, when, link, number, passcode }) =>
    [
      `${title}\n${when}\n\n入会链接：${link}\n会议号：${number}`,
      ...(passcode === null ? [] : [`入会密码：${passcode}`]),
    ].join("\n"),
  starts: (wait) => `会议将于${wait}开始`,
  early: "现在就可以提前入会。",
  waitingForHost: "主持人还没有到，入会后会看到你在等候。请不要关闭此页面。",
  ownLink: "复制你的专属链接",
  ownLinkHint: "用它可以在你的其他设备上以主持人身份入会。请勿转发给他人。",
};
