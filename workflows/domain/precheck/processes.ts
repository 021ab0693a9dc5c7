import { type Finding, listOf, type PreCheckRule, wordOf } from './rule';

export const PROCESS_RULES: PreCheckRule[] = [
  {
    id: 'process.known',
    clause: '安监总管三〔2009〕116号、〔2013〕3号',
    check: ({ processes }, { reference }) =>
      listOf(processes).flatMap((process, i): Finding[] =>
        reference.processes.some(({ code }) => code === process)
          ? []
          : [{ field: `processes[${i}]`, code: 'precheck.processUnknown', params: { process: wordOf(process) } }],
      ),
  },
  {
    id: 'process.once',
    clause: '安监总管三〔2009〕116号、〔2013〕3号',
    check: ({ processes }, { reference }) =>
      listOf(processes).flatMap((process, i, all): Finding[] => {
        if (all.indexOf(process) === i) return [];
        const name = reference.processes.find(({ code }) => code === process)?.name.zh ?? wordOf(process);
        return [{ field: `processes[${i}]`, code: 'precheck.processTwice', params: { process: name } }];
      }),
  },
  {
    id: 'process.hasFeed',
    clause: '安监总管三〔2009〕116号附件2（工艺典型物料）',
    check: ({ processes, substances }, { reference }) =>
      listOf(processes).flatMap((process, i, all): Finding[] => {
        const listed = reference.processes.find(({ code }) => code === process);
        if (!listed || listed.feeds.length === 0 || all.indexOf(process) !== i) return [];
        if (listOf(substances).some((substance) => listed.feeds.includes(substance?.cas ?? ''))) return [];
        const params = { process: listed.name.zh, feeds: listed.feeds.join('、') };
        return [{ field: `processes[${i}]`, code: 'precheck.processWithoutFeed', params }];
      }),
  },
];
