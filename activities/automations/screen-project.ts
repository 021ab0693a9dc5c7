import { DomainError } from '../../workflows/domain/errors';
import type { ProjectReference } from '../../workflows/domain/reference';
import { forScreening, screen, type Screening } from '../../workflows/domain/screening';
import type { Facts, FactValue } from '../../workflows/processes/definition';
import type { SubmittedApplication } from '../store/application.reader';
import type { Automation } from '../cases/case.activities';

export interface ScreenProjectPorts {
  applications: { find(applicationId: string, version: number): Promise<SubmittedApplication | null> };
  /** Lists and tables as they stand. */
  projectReference(): Promise<ProjectReference>;
}

/** Screens the submitted application: what the project is follows from its processes, substances and quantities. */
export function screenProject(ports: ScreenProjectPorts): Automation {
  return async ({ header, facts }) => {
    const applicationId = header.keys['applicationId'] ?? '';
    const version = typeof facts['applicationVersion'] === 'number' ? facts['applicationVersion'] : 0;
    const application = await ports.applications.find(applicationId, version);
    if (!application) {
      throw new DomainError('application.versionUnknown', { application: applicationId, version });
    }
    const screening = screen(forScreening(application.data), await ports.projectReference());
    requireGraded(screening);
    const found: Facts = screening.routingFacts;
    return {
      facts: { ...found, screeningChanged: differs(facts, found) },
      data: { application: { id: applicationId, version, hash: application.hash }, screening: told(screening) },
    };
  };
}

/** A substance that could not be weighed would make the hazard look smaller than it is. */
function requireGraded({ units }: Screening): void {
  const open = units.flatMap(({ lines }) => lines).find(({ undetermined }) => undetermined);
  if (open) {
    throw new DomainError('grade.noCriticalQuantity', { name: open.name });
  }
}

/** Whether an earlier screening of this case found something else. */
function differs(before: Facts, found: Facts): boolean {
  return before['inScope'] !== undefined && Object.keys(found).some((name) => !same(before[name], found[name]));
}

function same(a: FactValue | undefined, b: FactValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Reasons and arithmetic, as they are shown to the applicant and to every reviewer. */
export type ToldScreening = Pick<
  Screening,
  'inScope' | 'reasons' | 'level' | 'listedProcesses' | 'listedChemicals' | 'controlled'
> & {
  units: (Omit<Screening['units'][number], 'lines' | 'isMajor'> & { lines: string[] })[];
};

function told({ routingFacts: _facts, units, ...found }: Screening): ToldScreening {
  return {
    ...found,
    units: units.map(({ lines, isMajor: _major, ...unit }) => ({
      ...unit,
      lines: lines.map((line) => line.arithmetic),
    })),
  };
}
