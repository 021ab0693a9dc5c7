import { chineseDay } from '../../workflows/domain/calendar';
import { beginLetter, BODY, endLetter, HEADING, type LetterBase } from './letterhead';
import { remediesText, type Remedies } from './decision-letter';
import { drawTable } from './table';

export interface CorrectionNoticeData extends LetterBase {
  project: { name: string; caseNumber: string; receivedOn: string };
  /** Everything that has to be corrected: what is asked for once may not be asked for again. */
  points: { subject: string; demand: string; basis: string; askedBy: string }[];
  /** Last day for the corrected papers; null where none is set. */
  answerBy: string | null;
  /** How the time of the correction is counted, in words. */
  clockNote: string;
  contact: string;
}

/** 一次性补正告知书 (行政许可法 第三十二条第一款第四项). */
export async function renderCorrectionNotice(data: CorrectionNoticeData): Promise<Buffer> {
  const page = beginLetter(data);
  page.paragraph(
    `你单位于${chineseDay(data.project.receivedOn)}报送的“${data.project.name}”联合审查申请（编号：${data.project.caseNumber}）收悉。` +
      '经审查，申请材料不齐全或者不符合法定形式。依据《中华人民共和国行政许可法》第三十二条第一款第四项，' +
      '现将需要补正的全部内容一次性告知如下：',
    BODY,
  );
  drawTable(
    page,
    [
      { title: '序号', share: 0.9, align: 'center' },
      { title: '材料或者事项', share: 2.6 },
      { title: '补正要求', share: 4.3 },
      { title: '依据', share: 2.8 },
      { title: '提出部门', share: 2.2, align: 'center' },
    ],
    data.points.map((point, i) => [String(i + 1), point.subject, point.demand, point.basis, point.askedBy]),
  );
  page.skip(8);
  const answer = data.answerBy ? `请于${chineseDay(data.answerBy)}前（含当日）提交补正材料。` : '请及时提交补正材料。';
  return endLetter(page, data, [{ text: `${answer}${data.clockNote}` }, { text: `联系方式：${data.contact}` }]);
}

export interface AcceptanceNoticeData extends LetterBase {
  project: { name: string; caseNumber: string; receivedOn: string };
  acceptedOn: string;
  /** Papers received. */
  papers: { name: string; documentNumber: string }[];
  /** Legal time of the decision in words with its clause, for instance 四十五个工作日. */
  limit: { text: string; basis: string; dueOn: string };
  /** Times that the law does not count, in words. */
  notCounted: string;
  contact: string;
}

/** 受理通知书 (行政许可法 第三十二条第二款). */
export async function renderAcceptanceNotice(data: AcceptanceNoticeData): Promise<Buffer> {
  const page = beginLetter(data);
  page.paragraph(
    `你单位于${chineseDay(data.project.receivedOn)}报送的“${data.project.name}”联合审查申请（编号：${data.project.caseNumber}），` +
      '经审查，申请材料齐全、符合法定形式。依据《中华人民共和国行政许可法》第三十二条第一款第五项，' +
      `决定自${chineseDay(data.acceptedOn)}起予以受理。`,
    BODY,
  );
  page.paragraph('办理时限', HEADING);
  page.paragraph(
    `依据${data.limit.basis}，办理时限为${data.limit.text}，自受理之次日起计算，至${chineseDay(data.limit.dueOn)}届满。${data.notCounted}`,
    BODY,
  );
  page.paragraph('收到的材料', HEADING);
  drawTable(
    page,
    [
      { title: '序号', share: 0.9, align: 'center' },
      { title: '材料名称', share: 6 },
      { title: '文件编号', share: 4, align: 'center' },
    ],
    data.papers.map((paper, i) => [String(i + 1), paper.name, paper.documentNumber]),
  );
  page.skip(8);
  return endLetter(page, data, [{ text: `联系方式：${data.contact}` }]);
}

export interface RefusalNoticeData extends LetterBase {
  project: { name: string; caseNumber: string; receivedOn: string };
  reasons: string;
  basis: string;
  remedies: Remedies;
}

/** 不予受理决定书 (行政许可法 第三十二条第二款). */
export async function renderRefusalNotice(data: RefusalNoticeData): Promise<Buffer> {
  const page = beginLetter(data);
  page.paragraph(
    `你单位于${chineseDay(data.project.receivedOn)}报送的“${data.project.name}”联合审查申请（编号：${data.project.caseNumber}）收悉。` +
      `经审查，依据${data.basis}，决定不予受理。`,
    BODY,
  );
  page.paragraph('理由', HEADING);
  page.paragraph(data.reasons, BODY);
  return endLetter(page, data, [{ heading: '权利救济', text: remediesText(data.remedies) }]);
}
