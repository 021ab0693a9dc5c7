import { createHash } from 'node:crypto';
import { chineseFigure, gradeName } from '../../../activities/pdf/chinese';
import { renderDecisionLetter } from '../../../activities/pdf/decision-letter';
import { renderFormPdf } from '../../../activities/pdf/form-pdf';
import { renderAcceptanceNotice, renderCorrectionNotice } from '../../../activities/pdf/notices';
import { letterData } from './letter-data';
import { pdfPages, pdfText } from './pdf-text';

describe('decision letter', () => {
  it('says what was decided, on which facts, with which conditions and remedies', async () => {
    const pdf = await renderDecisionLetter(letterData());
    const text = pdfText(pdf);
    for (const sentence of [
      '示联审〔2026〕12号',
      '关于示例新材料有限公司年产2万吨硝化产品项目联合审查的决定',
      '已于2026年3月2日受理',
      '储罐区一单元（液氯、液氨、甲醇）15.668.4二级',
      '硝化车间0.42—不构成重大危险源',
      '但须按期落实本决定所附条件',
      '2027-06-30',
      '自知道或者应当知道本决定之日起六十日内，依据《中华人民共和国行政复议法》第二十条',
      '六个月内，依据《中华人民共和国行政诉讼法》第四十六条',
      '2026年5月8日',
      'https://hazflow.example.gov.cn/check/LS-2026-12?k=',
    ]) {
      expect(text).toContain(sentence);
    }
    expect(text).not.toContain('\ufffd');
    const source = pdf.toString('latin1');
    expect(source.includes('(zh-CN)')).toBe(true);
    expect(source.includes('(D:20260507160000Z)')).toBe(true); // midnight of 8 May in Shanghai
    expect(source.includes('/Subtype /Image')).toBe(true); // the QR code
    expect(pdf.length).toBeLessThan(200_000);
  });

  it('numbers its pages and never leaves the signature alone on one', async () => {
    for (const opinions of [1, 6, 9, 14]) {
      const data = letterData();
      const pages = pdfPages(
        await renderDecisionLetter({ ...data, opinions: Array.from({ length: opinions }, () => data.opinions[1]!) }),
      );
      pages.forEach((page, index) => expect(page).toContain(`— ${index + 1} —`));
      const signed = pages.find((page) => page.includes('\n2026年5月8日\n'));
      expect(signed).toContain('权利救济');
    }
  });

  it('repeats the head of a table on each page that it reaches', async () => {
    const rows = Array.from({ length: 90 }, (_, i) => ({
      label: `第${i + 1}项`,
      value: i === 40 ? '核查情况'.repeat(900) : '符合',
    }));
    const pages = pdfPages(
      await renderFormPdf('核查表', rows, { author: '示例', subtitle: '案件 JR-2026-1', day: '2026-05-08' }),
    );
    expect(pages.length).toBeGreaterThan(4);
    for (const page of pages) expect(page).toContain('项目\n内容\n');
    const all = pages.join('');
    for (let i = 1; i <= 90; i++) expect(all).toContain(`第${i}项\n`);
    expect(all.replace(/\n/g, '').replace(/— \d+ —|项目内容/g, '')).toContain('核查情况'.repeat(900));
  });

  it('gives the same bytes for the same data, and others for other data', async () => {
    const hash = async (change = {}) =>
      createHash('sha256')
        .update(await renderDecisionLetter(letterData(change)))
        .digest('hex');
    const first = await hash();
    expect(await hash()).toBe(first);
    expect(await hash({ issuedOn: '2026-05-09' })).not.toBe(first);
  });

  it('tells the reasons of a rejection', async () => {
    const text = pdfText(
      await renderDecisionLetter(
        letterData({ decision: 'rejected', reasons: '主要技术、工艺未确定。', conditions: [] }),
      ),
    );
    expect(text).toContain('该项目不予通过联合审查。');
    expect(text).toContain('理由：主要技术、工艺未确定。');
    expect(text).not.toContain('应当落实的条件');
    expect(text).toContain('五、权利救济');
  });

  it('prints rare characters of names and refuses, by name, those that its font lacks', async () => {
    const { project } = letterData();
    const rare = await renderDecisionLetter(letterData({ addressee: '示例㛃䶮喆祎有限公司' }));
    expect(pdfText(rare)).toContain('示例㛃䶮喆祎有限公司');
    await expect(
      renderDecisionLetter(letterData({ addressee: '示例𠮷新材料', project: { ...project, site: '𠮷路🙂号' } })),
    ).rejects.toMatchObject({ code: 'document.missingGlyphs', params: { characters: '𠮷 🙂' } });
  });
});

describe('archived form', () => {
  it('spells out what the font lacks, for it cannot be changed any more', async () => {
    const pdf = await renderFormPdf('表', [{ label: '法定代表人', value: '𠮷某' }], {
      author: '示例',
      subtitle: '案件',
      day: '2026-05-08',
    });
    expect(pdfText(pdf)).toContain('法定代表人[U+20BB7]某');
  });
});

describe('notices', () => {
  const base = { ...letterData(), number: '示联补〔2026〕3号' };
  const project = { name: '年产2万吨硝化产品项目', caseNumber: 'JR-2026-000012', receivedOn: '2026-03-02' };

  it('asks for everything at once, with basis and asking department', async () => {
    const text = pdfText(
      await renderCorrectionNotice({
        ...base,
        title: '补正告知书',
        project,
        points: [
          { subject: '安全评价报告', demand: '补充热风险评估', basis: '45号令 第九条', askedBy: '区应急管理局' },
          { subject: '总平面图', demand: '标注居民点', basis: 'GB 18218-2018', askedBy: '区资规局' },
        ],
        answerBy: '2026-04-10',
        clockNote: '补正时间不计入办理时限。',
        contact: '示例窗口',
      }),
    );
    expect(text).toContain('第三十二条第一款第四项');
    expect(text).toContain(
      '1安全评价报告补充热风险评估45号令 第九条区应急管理局2总平面图标注居民点GB 18218-2018区资规局',
    );
    expect(text).toContain('请于2026年4月10日前（含当日）提交补正材料。补正时间不计入办理时限。');
  });

  it('tells the acceptance with the legal time and its last day', async () => {
    const text = pdfText(
      await renderAcceptanceNotice({
        ...base,
        title: '受理通知书',
        project,
        acceptedOn: '2026-03-04',
        papers: [{ name: '安全评价报告', documentNumber: '示评字018号' }],
        limit: { text: '四十五个工作日', basis: '《中华人民共和国行政许可法》第四十二条', dueOn: '2026-05-11' },
        notCounted: '听证和专家评审时间不计算在内。',
        contact: '示例窗口',
      }),
    );
    expect(text).toContain('决定自2026年3月4日起予以受理。');
    expect(text).toContain(
      '办理时限为四十五个工作日，自受理之次日起计算，至2026年5月11日届满。听证和专家评审时间不计算在内。',
    );
  });
});

describe('Chinese figures', () => {
  it('writes headings and grades as officials do', () => {
    expect([1, 10, 11, 20, 21, 99].map(chineseFigure)).toEqual(['一', '十', '十一', '二十', '二十一', '九十九']);
    expect([1, 4, null].map((grade) => gradeName(grade as 1 | 4 | null))).toEqual(['一级', '四级', '不构成重大危险源']);
  });
});
