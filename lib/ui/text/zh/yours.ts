// 简体中文：已知会议和邀请。The Chinese sentences of en/yours.ts.

import type { Translation } from "../catalogue.ts";

export const yoursZh: Translation["parts"]["yours"] = {
  done: "会议已预定",
  invitation: "会议邀请",
  withPasscode: "在邀请中包含入会密码",
  withPasscodeHint: "否则请另行告知参会者。",
  copy: "复制邀请",
  calendar: "添加到日历",
  open: "进入会议",
  another: "再发起一个会议",
  change: "修改或取消",
  edit: "修改会议",
  save: "保存",
  cancel: "取消会议",
  cancelTitle: "要取消会议吗？",
  cancelText: "会议号和链接将失效，会议中的人会退出。",
  yours: {
    title: (count) => `你的会议（${count}）`,
    seen: (days) => days === 0 ? "今天" : days === 1 ? "昨天" : `${days} 天前`,
    open: "进入",
    openOf: (title) => `进入：${title}`,
    plan: "邀请",
    planOf: (title) => `邀请：${title}`,
    forgetOf: (title) => `从列表中移除“${title}”`,
  },
};
