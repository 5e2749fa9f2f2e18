// 简体中文：程序接口页面的框架文字。The Chinese sentences of en/api.ts.

import type { Translation } from "../catalogue.ts";

export const apiZh: Translation["parts"]["api"] = {
  pageTitle: "程序接口 · ConFlux",
  title: "程序接口",
  lead: "程序如何创建会议、参加会议：先用普通请求开始，会议期间用一个 WebSocket 连接。",
  english: "接口说明只有英文。",
  forPrograms: "供程序读取的版本",
  contents: "本页内容",
  rest: "请求",
  socket: "WebSocket 连接",
  commands: "客户端发送的消息",
  events: "服务器主动发送的消息",
  data: "数据",
  bearer: "需要在 Authorization 请求头中携带令牌。",
  parameters: "参数",
  body: "请求内容",
  answers: "响应",
  replies: "回复",
  fields: "字段",
  example: "示例",
  optional: "可选",
  inPath: "在路径中",
  inHeader: "请求头",
};
