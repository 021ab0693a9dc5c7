import { BLACK, OfficialPage } from './official-page';
import { drawTable } from './table';

export interface FormPdfRow {
  label: string;
  value: string;
}

export interface FormPdfMeta {
  author: string;
  /** Line under the title: case number, version, who signed. */
  subtitle: string;
  /** Local day `YYYY-MM-DD`. */
  day: string;
}

/**
 * A filled form as it goes into the archive: title and a table of what was asked and answered. What was submitted cannot be
 * changed any more, so a character that the font lacks is spelled out and not refused.
 */
export async function renderFormPdf(title: string, rows: readonly FormPdfRow[], meta: FormPdfMeta): Promise<Buffer> {
  const page = new OfficialPage({
    title,
    author: meta.author,
    subject: meta.subtitle,
    day: meta.day,
    margins: { top: 25, left: 20, right: 20, bottom: 25 },
  });
  page.paragraph(page.spelled(title), { size: 18, weight: 'bold', align: 'center', leading: 30 });
  page.paragraph(page.spelled(meta.subtitle), { size: 10.5, align: 'center', color: BLACK, leading: 20 });
  page.skip(8);
  drawTable(
    page,
    [
      { title: '项目', share: 2 },
      { title: '内容', share: 5 },
    ],
    rows.map((row) => [page.spelled(row.label), page.spelled(row.value)]),
  );
  return page.finish();
}
