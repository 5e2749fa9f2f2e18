// 简体中文：聊天。The Chinese sentences of en/chat.ts.

import type { Translation } from "../catalogue.ts";

export const chatZh: Pick<Translation, "chat"> = {
  chat: {
    title: "聊天",
    empty: "还没有消息。会议中的所有人都能看到你发的内容。",
    log: "消息",
    earlier: "显示更早的消息",
    loadingEarlier: "正在加载更早的消息…",
    earlierFailed: "加载失败，请重试。",
    message: "消息",
    placeholder: "输入消息",
    send: "发送",
    sending: "正在发送…",
    tooLong: (max) => `消息最多 ${max} 个字符。`,
    left: (count) => `还可输入 ${count} 个字符`,
  },
};
