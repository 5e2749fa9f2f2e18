// 简体中文：正在传输的文件列表。The Chinese sentences of en/transfers.ts.

import type { Translation } from "../catalogue.ts";

export const transfersZh: Translation["parts"]["transfers"] = {
  title: "文件",
  from: (name) => `来自${name}`,
  accept: "接收",
  decline: "拒绝",
  save: "保存",
  acceptLabel: (file) => `接收 ${file}`,
  declineLabel: (file) => `拒绝 ${file}`,
  saveLabel: (file) => `保存 ${file}`,
  stopIncoming: (file) => `取消接收 ${file}`,
  stopOutgoing: (file, name) => `取消向${name}发送 ${file}`,
  forget: (file) => `从列表中移除 ${file}`,
  progress: (file, name) => `${file}，${name}`,
  outgoing: {
    offered: "等待对方接收",
    moving: (percent) => `${percent}%`,
    checking: "正在校验…",
    done: "对方已收到",
    declined: "对方已拒绝",
    stoppedByUs: "你已取消",
    stoppedByThem: "对方已取消",
  },
  incoming: {
    offered: "想把这个文件发给你",
    moving: (percent) => `${percent}%`,
    checking: "正在校验…",
    done: "已完成",
    declined: "你已拒绝",
    stoppedByUs: "你已取消",
    stoppedByThem: "对方已取消发送",
  },
  failed: {
    lost: "连接已断开",
    damaged: "文件在传输中损坏，未保存",
    unreadable: "无法再读取该文件",
  },
};
