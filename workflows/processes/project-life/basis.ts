/** Clauses that the life of a project rests on, as they are cited. */
export const BASIS = {
  policy: '关于全面加强危险化学品安全生产工作的实施意见（三）',
  trial: '关于全面加强危险化学品安全生产工作的实施意见（四）',
  condition: '行政许可法 第三十八条',
  supervision: '行政许可法 第六十一条',
  decision: '行政许可法 第三十八条',
  time: '行政许可法 第四十二条',
  safetyCondition: '危险化学品安全管理条例 第十二条；45号令',
  project: '危险化学品建设项目安全监督管理办法（45号令）',
  majorHazard: '危险化学品重大危险源监督管理暂行规定（40号令）第二十四条',
  licence: '安全生产许可证条例；45号令',
} as const;
