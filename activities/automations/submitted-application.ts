import type { Connection } from 'mongoose';
import { DomainError } from '../../workflows/domain/errors';
import type { AutomationInput } from '../../workflows/engine/ports';
import { findApplicationVersion, type SubmittedApplication } from '../store/application.reader';

/** A version of the case's application; by default the one under review. @throws DomainError `application.versionUnknown` */
export async function submittedApplication(
  connection: Connection,
  { header, facts }: Pick<AutomationInput, 'header' | 'facts'>,
  fact = 'applicationVersion',
): Promise<SubmittedApplication> {
  const application = header.keys['applicationId'] ?? '';
  const version = typeof facts[fact] === 'number' ? facts[fact] : 0;
  const found = await findApplicationVersion(connection, application, version);
  if (!found) {
    throw new DomainError('application.versionUnknown', { application, version });
  }
  return found;
}
