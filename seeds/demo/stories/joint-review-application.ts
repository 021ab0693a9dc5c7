import type { ProjectApplication } from '../../../workflows/domain/application';
import { loadReference } from '../../reference';
import { paper } from '../paper';
import type { StagePlay } from '../stage-play';

/** Papers that a rebuild has to bring, by kind, with the name of the file. */
const PAPERS: Record<string, string> = {
  safetyEvaluationReport: '安全评价报告.pdf',
  projectApproval: '技术改造备案文件.pdf',
  planningPapers: '规划条件.pdf',
  businessLicence: '营业执照.pdf',
  siteLayout: '总平面布置图.pdf',
  designCertificate: '设计单位资质证书.pdf',
  evaluationCertificate: '安全评价机构资质证书.pdf',
};

/** The nitration plant of 示例甲化工有限公司 as its applicant fills it in. */
export function nitrationPlant(documents: ProjectApplication['documents']): ProjectApplication {
  const found = loadReference().demoApplications.find(({ key }) => key === 'nitration');
  if (!found) throw new Error('the demonstration data have no nitration plant');
  return { ...structuredClone(found.application), documents };
}

export async function uploadPaper(play: StagePlay, login: string, kind: string, filename: string): Promise<string> {
  const { documentId } = await play
    .as(login)
    .upload<{ documentId: string }>(`/documents?kind=${kind}`, filename, paper(filename));
  return documentId;
}

export async function uploadPapers(play: StagePlay, login: string): Promise<ProjectApplication['documents']> {
  const documents: ProjectApplication['documents'] = [];
  for (const [kind, filename] of Object.entries(PAPERS)) {
    documents.push({ kind, documentId: await uploadPaper(play, login, kind, filename) });
  }
  return documents;
}
