import { figure, gradeName } from './chinese';
import { OfficialPage } from './official-page';
import { drawTable } from './table';

/** What lies before a joint meeting. Days are local, `YYYY-MM-DD`. */
export interface MeetingMaterial {
  /** Organisation that calls the meeting. */
  author: string;
  caseNo: string;
  day: string;
  project: { label: string; value: string }[];
  units: { name: string; s: number; r: number | null; grade: 1 | 2 | 3 | 4 | null }[];
  opinions: { department: string; state: string; opinion: string; summary: string }[];
  ledger: {
    /** What the figures are held against, or why there is no ledger. */
    intro: string;
    lines: { name: string; capacity: string; arithmetic: string; verdict: string }[];
  };
}

const BODY = { size: 12, leading: 22 };
const HEADING = { ...BODY, weight: 'bold' as const };

/** 联席会议材料: the project, what it was found to be, the opinions so far, and its effect on the park. For officers. */
export async function renderMeetingMaterial(data: MeetingMaterial): Promise<Buffer> {
  const page = new OfficialPage({
    title: '联席会议材料',
    author: data.author,
    subject: data.caseNo,
    day: data.day,
    content: data,
    margins: { top: 25, left: 20, right: 20, bottom: 25 },
  });
  const told = (text: string): string => page.spelled(text);
  const heading = (text: string): void => {
    page.skip(8);
    page.ensure(4 * BODY.leading);
    page.paragraph(text, HEADING);
  };
  page.paragraph('联席会议材料', { size: 18, weight: 'bold', align: 'center', leading: 30 });
  page.paragraph(told([data.author, data.caseNo, data.day].join('  ')), { size: 10.5, align: 'center', leading: 20 });

  heading('一、项目概况');
  drawTable(
    page,
    [
      { title: '事项', share: 2, align: 'center' },
      { title: '内容', share: 7 },
    ],
    data.project.map(({ label, value }) => [told(label), told(value)]),
  );

  heading('二、重大危险源辨识与分级（GB\u00a018218-2018）');
  drawTable(
    page,
    [
      { title: '评价单元', share: 4 },
      { title: 'S', share: 1.5, align: 'center' },
      { title: 'R', share: 1.5, align: 'center' },
      { title: '级别', share: 2.5, align: 'center' },
    ],
    data.units.map(({ name, s, r, grade }) => [told(name), figure(s), r === null ? '—' : figure(r), gradeName(grade)]),
  );

  heading('三、部门意见（仅列已签发的）');
  drawTable(
    page,
    [
      { title: '部门', share: 2.4, align: 'center' },
      { title: '状态', share: 1.4, align: 'center' },
      { title: '意见', share: 1.8, align: 'center' },
      { title: '意见摘要', share: 5 },
    ],
    data.opinions.map((row) => [told(row.department), row.state, row.opinion, told(row.summary)]),
  );

  heading('四、对园区风险台账的影响');
  page.paragraph(told(data.ledger.intro), BODY);
  if (data.ledger.lines.length > 0) {
    drawTable(
      page,
      [
        { title: '指标', share: 3 },
        { title: '容量', share: 1.4, align: 'center' },
        { title: '计算', share: 5 },
        { title: '判断', share: 1.6, align: 'center' },
      ],
      data.ledger.lines.map((line) => [line.name, line.capacity, told(line.arithmetic), line.verdict]),
    );
  }
  return page.finish();
}
