/** Clauses that the joint review rests on, as they are cited. */
export const BASIS = {
  policy: '关于全面加强危险化学品安全生产工作的实施意见（三）',
  duties: '关于全面加强危险化学品安全生产工作的实施意见（十八）',
  joint: '行政许可法 第二十六条',
  truthful: '行政许可法 第三十一条',
  acceptance: '行政许可法 第三十二条',
  examination: '行政许可法 第三十四条',
  decision: '行政许可法 第三十八条',
  time: '行政许可法 第四十二条',
  openness: '行政许可法 第五条',
  interested: '行政许可法 第三十六条',
  hearingRight: '行政许可法 第四十七条',
  hearingConduct: '行政许可法 第四十八条',
  hearingNotice: '行政许可法 第四十八条（一）、第八十二条',
  delivery: '行政许可法 第四十四条',
  notCounted: '行政许可法 第四十五条',
  /** Rectification and the revision of papers by the applicant are not counted. */
  rectification: '危险化学品建设项目安全监督管理办法（45号令）',
  scope: '安监总管三〔2009〕116号、〔2011〕95号、〔2013〕3号、〔2013〕12号；GB 18218-2018',
  /** No clause: an arrangement of the district that its owner may change. */
  arrangement: '区内工作安排',
} as const;
