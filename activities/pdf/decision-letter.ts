import { chineseDay } from '../../workflows/domain/calendar';
import { chineseFigure, figure, gradeName } from './chinese';
import { beginLetter, BODY, endLetter, HEADING, type LetterBase } from './letterhead';
import { drawTable } from './table';

/** One unit of assessment by GB 18218-2018. */
export interface UnitResult {
  name: string;
  /** Σ q/Q */
  s: number;
  /** α·Σ β·q/Q; null below S = 1. */
  r: number | null;
  grade: 1 | 2 | 3 | 4 | null;
}

export interface DecisionLetterData extends LetterBase {
  decision: 'approved' | 'conditionallyApproved' | 'rejected';
  /** Reasons; needed for a rejection (行政许可法 第三十八条). */
  reasons?: string;
  /** Norms that the decision rests on, as they are cited. */
  basis: string[];
  project: {
    name: string;
    caseNumber: string;
    acceptedOn: string;
    site: string;
    /** Further rows of the table, for instance 建设规模. */
    facts: { label: string; value: string }[];
  };
  screening: {
    processes: string[];
    chemicals: string[];
    /** Resident population within 500 m, and the factor from it. */
    population: number;
    alpha: number;
    units: UnitResult[];
  };
  opinions: { department: string; opinion: string; summary: string; signedOn: string }[];
  conditions: { text: string; owner: string; dueOn: string; checkPoint: string; setBy: string }[];
  remedies: Remedies;
}

/** Legal remedies against the decision (data, see `letterRulesAt`). */
export interface Remedies {
  reviewAuthority: string;
  court: string;
  reviewPeriod: string;
  reviewBasis: string;
  suitPeriod: string;
  suitBasis: string;
}

/** The remedies as a letter tells them. */
export const remediesText = (remedies: Remedies): string =>
  `如不服本决定，可以自知道或者应当知道本决定之日起${remedies.reviewPeriod}内，依据${remedies.reviewBasis}向${remedies.reviewAuthority}申请行政复议；` +
  `也可以自知道或者应当知道本决定作出之日起${remedies.suitPeriod}内，依据${remedies.suitBasis}向${remedies.court}提起行政诉讼。`;

const DECISIONS: Record<DecisionLetterData['decision'], string> = {
  approved: '同意该项目通过联合审查。',
  conditionallyApproved:
    '同意该项目通过联合审查，但须按期落实本决定所附条件；未落实的，不得进入相应核查节点之后的环节。',
  rejected: '该项目不予通过联合审查。',
};

const list = (items: string[], none: string) => (items.length ? items.join('、') : none);

/** The decision of a joint review as an official letter. The same data give the same bytes. */
export async function renderDecisionLetter(data: DecisionLetterData): Promise<Buffer> {
  const page = beginLetter(data);
  let section = 0;
  const heading = (text: string) => {
    page.ensure(3 * 28);
    page.paragraph(`${chineseFigure(++section)}、${text}`, HEADING);
  };
  const { project, screening } = data;

  page.paragraph(
    `你单位报送的“${project.name}”联合审查申请（受理编号：${project.caseNumber}）已于${chineseDay(project.acceptedOn)}受理。` +
      `依据${data.basis.join('、')}，经有关部门联合审查，现决定如下。`,
    BODY,
  );

  heading('项目概况');
  drawTable(
    page,
    [
      { title: '事项', share: 2, align: 'center' },
      { title: '内容', share: 7 },
    ],
    [
      ['项目名称', project.name],
      ['建设地点', project.site],
      ...project.facts.map(({ label, value }) => [label, value]),
    ],
  );
  page.skip(8);

  heading('“两重点一重大”辨识结果');
  page.paragraph(
    `重点监管危险化工工艺：${list(screening.processes, '不涉及')}。重点监管危险化学品：${list(screening.chemicals, '不涉及')}。` +
      `厂界外500米范围内常住人口${screening.population}人，校正系数α取${figure(screening.alpha)}。` +
      `按照《危险化学品重大危险源辨识》（GB\u00a018218-2018），各评价单元结果如下：`,
    BODY,
  );
  drawTable(
    page,
    [
      { title: '评价单元', share: 4 },
      { title: 'S', share: 1.5, align: 'center' },
      { title: 'R', share: 1.5, align: 'center' },
      { title: '重大危险源级别', share: 2.5, align: 'center' },
    ],
    screening.units.map((unit) => [
      unit.name,
      figure(unit.s),
      unit.r === null ? '—' : figure(unit.r),
      gradeName(unit.grade),
    ]),
  );
  page.skip(8);

  heading('部门审查意见');
  drawTable(
    page,
    [
      { title: '部门', share: 2.6, align: 'center' },
      { title: '结论', share: 1.6, align: 'center' },
      { title: '意见摘要', share: 5 },
      { title: '签署日期', share: 1.9, align: 'center' },
    ],
    data.opinions.map((row) => [row.department, row.opinion, row.summary, row.signedOn]),
  );
  page.skip(8);

  heading('审查决定');
  page.paragraph(DECISIONS[data.decision], { ...BODY, weight: 'bold' });
  if (data.reasons) page.paragraph(`${data.decision === 'rejected' ? '理由' : '说明'}：${data.reasons}`, BODY);

  if (data.conditions.length) {
    heading('应当落实的条件');
    drawTable(
      page,
      [
        { title: '序号', share: 0.9, align: 'center' },
        { title: '条件', share: 4 },
        { title: '落实单位', share: 2.1, align: 'center' },
        { title: '完成时限', share: 2.05, align: 'center' },
        { title: '核查节点', share: 2, align: 'center' },
        { title: '提出部门', share: 2.3, align: 'center' },
      ],
      data.conditions.map((row, i) => [String(i + 1), row.text, row.owner, row.dueOn, row.checkPoint, row.setBy]),
    );
    page.skip(8);
  }

  return endLetter(page, data, [
    {
      heading: `${chineseFigure(++section)}、权利救济`,
      text: remediesText(data.remedies),
    },
  ]);
}
