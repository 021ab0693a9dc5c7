import { defineText } from '../../text/text';

export const objectionText = defineText({
  title: ['公众异议', 'Objections from the public'],
  help: [
    '姓名和联系方式只在打开一条异议时显示，每次查看均记入审计。',
    'Who objects is shown only when you open one; each reading is noted in the audit.',
  ],
  none: ['公示期内还没有收到异议。', 'No objection has come in.'],
  oneAtATime: [
    '有一条异议正在核实，办结后才能登记下一条。',
    'One objection is being checked; the next comes onto the case after it.',
  ],
  hearing: ['申请听证', 'Asks for a hearing'],
  act: ['操作', 'Action'],
  open: ['打开', 'Open'],
  publicPage: ['公开页面', 'Public page'],
  dialog: ['异议 {receipt}', 'Objection {receipt}'],
  erased: ['个人信息已按规定期限删除。', 'Personal data were erased when their period of keeping was over.'],
  keptUntil: ['个人信息保存至', 'Kept until'],
  check: ['核实并登记', 'Check and record'],
  record: ['登记到案件，交窗口核实', 'Onto the case; the window checks it'],
  contactCheck: ['联系方式核实情况', 'Contact check'],
  reached: ['已联系到本人', 'Reached'],
  unreachable: ['联系不上', 'Could not be reached'],
  outcome: ['核实结论', 'Result'],
  noted: ['异议属实，提交研究', 'Noted'],
  hearingOutcome: ['利害关系人申请听证', 'A party touched by it asks for a hearing'],
  dismissed: ['无法核实，不予采信', 'Could not be verified'],
  summary: ['异议内容（记入案件，不写姓名和联系方式）', 'What is objected, without names or contacts'],
  opinion: ['核实意见', 'Findings'],
  opinionHelp: ['“无法核实”须写明理由。', 'Needed when it could not be verified.'],
  done: ['已登记到案件。', 'On the case.'],
});
