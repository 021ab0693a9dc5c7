import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyChain, type ChainedEvent } from '../../../activities/records/event-chain';
import type { ChainReportDto, TimelineEntryDto } from '../../../api/cases/case.dto';
import type { DocumentDto } from '../../../api/documents/documents.dto';
import type { CasePlay } from '../case-play';
import type { StagePlay } from '../stage-play';
import { APPLICANT, LEAD } from './joint-review-cast';
import type { Played } from './story';

export async function showTimeline(play: StagePlay, review: CasePlay): Promise<void> {
  play.scene('办理过程');
  const entries = await play.as(LEAD).get<TimelineEntryDto[]>(`/cases/${review.caseId}/timeline`);
  for (const { seq, at, orgName, actorName, text } of entries) {
    play.say(
      `${String(seq).padStart(3)}  ${localTime(at)}  ${[orgName, actorName].filter(Boolean).join(' ')}  ${text}`,
    );
  }
  const partys = await play.as(APPLICANT).get<TimelineEntryDto[]>(`/cases/${review.caseId}/timeline`);
  const inner = partys.filter(({ branch }) => branch !== null);
  play.expect('企业看不到部门内部环节', inner, []);
}

const localTime = (at: string): string =>
  new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

export async function fetchLetter(play: StagePlay, review: CasePlay): Promise<Played['letter']> {
  play.scene('批复');
  const { facts } = await review.detail();
  const [number, documentId] = [String(facts['letterNumber']), String(facts['letterDocumentId'])];
  const firm = play.as(APPLICANT);
  const document = await firm.get<DocumentDto>(`/documents/${documentId}`);
  const { bytes, mediaType } = await firm.download(`/documents/${documentId}/content`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  play.expect('批复的格式', [mediaType, bytes.subarray(0, 5).toString('latin1')], ['application/pdf', '%PDF-']);
  play.expect('批复的校验值和大小', [sha256, bytes.length], [document.sha256, document.size]);
  await mkdir(play.options.saveTo, { recursive: true });
  const savedAs = join(play.options.saveTo, `${review.caseId}.pdf`);
  await writeFile(savedAs, bytes);
  play.say(`${number}，PDF ${bytes.length}字节`);
  play.say(`SHA-256 ${sha256}`);
  play.say(`已存为 ${savedAs}`);
  return { number, documentId, sha256, savedAs };
}

export async function verify(play: StagePlay, review: CasePlay): Promise<void> {
  play.scene('核验案件记录');
  const lead = play.as(LEAD);
  const report = await lead.get<ChainReportDto>(`/cases/${review.caseId}/chain`);
  const events = await lead.get<(ChainedEvent & { command: { key: string } | null })[]>(
    `/cases/${review.caseId}/events`,
  );
  play.expect('系统核验', [report.intact, report.events, report.fault], [true, events.length, null]);
  // Not taken on trust: every hash is computed here once more.
  play.expect('自行核验', verifyChain(events, { seq: report.events, hash: report.headHash }), null);
  for (const { key, seq } of play.accepted.filter(({ caseId }) => caseId === review.caseId)) {
    const recorded = events.filter(({ command }) => command?.key === key).map((event) => event.seq);
    play.expect(`已接受的操作 ${key} 应记录一次`, recorded, [seq]);
  }
  play.say(`${events.length}条记录首尾相连，哈希链完整；链尾 ${report.headHash}`);
  play.say(`${play.accepted.length}项已接受的操作，每项恰好记录一次。`);
}
