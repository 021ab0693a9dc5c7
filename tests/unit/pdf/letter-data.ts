import type { DecisionLetterData } from '../../../activities/pdf/decision-letter';

/** The worked example of GB 18218: 氯 40 t, 氨 60 t, 甲醇 800 t, α 1.5. All names are invented. */
export function letterData(change: Partial<DecisionLetterData> = {}): DecisionLetterData {
  return {
    issuer: '示例经济技术开发区管理委员会',
    number: '示联审〔2026〕12号',
    title: '关于示例新材料有限公司年产2万吨硝化产品项目联合审查的决定',
    addressee: '示例新材料有限公司',
    issuedOn: '2026-05-08',
    checkUrl: 'https://hazflow.example.gov.cn/check/LS-2026-12?k=Zm9vYmFyYmF6cXV4MTIz',
    copies: ['示例区应急管理局', '示例区生态环境分局', '示例区消防救援大队'],
    decision: 'conditionallyApproved',
    basis: ['《中华人民共和国安全生产法》', '《危险化学品建设项目安全监督管理办法》第十条'],
    project: {
      name: '年产2万吨硝化产品项目',
      caseNumber: 'JR-2026-000012',
      acceptedOn: '2026-03-02',
      site: '示例园区纬七路18号地块',
      facts: [
        { label: '建设规模', value: '年产硝基苯2万吨，配套液氯储存40吨、液氨储存60吨、甲醇储罐800吨' },
        { label: '设计单位', value: '示例石化设计院有限公司（化工石化医药行业甲级）' },
        { label: '安全评价机构', value: '示例安全技术咨询有限公司' },
      ],
    },
    screening: {
      processes: ['硝化工艺'],
      chemicals: ['氯', '氨', '甲醇'],
      population: 60,
      alpha: 1.5,
      units: [
        { name: '储罐区一单元（液氯、液氨、甲醇）', s: 15.6, r: 68.4, grade: 2 },
        { name: '硝化车间', s: 0.42, r: null, grade: null },
      ],
    },
    opinions: [
      { department: '区发展和改革局', opinion: '同意', summary: '不属于禁止类、限制类项目。', signedOn: '2026-03-20' },
      {
        department: '区应急管理局',
        opinion: '有条件同意',
        summary:
          '硝化装置须实现全流程自动化控制，独立设置安全仪表系统（SIS），并在试生产前完成HAZOP分析；重大危险源须按二级管理。',
        signedOn: '2026-03-24',
      },
      {
        department: '区消防救援大队',
        opinion: '同意',
        summary: '消防车道、消防水源满足要求。',
        signedOn: '2026-03-23',
      },
    ],
    conditions: [
      {
        text: '硝化装置全流程自动化控制和安全仪表系统（SIS）投用并通过功能安全评估',
        owner: '示例新材料有限公司',
        dueOn: '2027-06-30',
        checkPoint: '试生产前',
        setBy: '区应急管理局',
      },
      {
        text: '液氯储存区设置有毒气体泄漏吸收装置',
        owner: '示例新材料有限公司',
        dueOn: '2027-03-31',
        checkPoint: '竣工验收前',
        setBy: '区应急管理局',
      },
    ],
    remedies: {
      reviewAuthority: '示例区人民政府',
      court: '有管辖权的人民法院',
      reviewPeriod: '六十日',
      reviewBasis: '《中华人民共和国行政复议法》第二十条',
      suitPeriod: '六个月',
      suitBasis: '《中华人民共和国行政诉讼法》第四十六条',
    },
    ...change,
  };
}
