import type { CreditRecord } from '../workflows/domain/credit';
import type { Park } from '../workflows/domain/ledger';
import type { CalendarYear, LimitRule } from '../workflows/domain/limit';
import type {
  Alpha,
  ControlledChemical,
  CriticalQuantity,
  DocumentKind,
  HazardCategory,
  HazardLevel,
  ListedChemical,
  ListedProcess,
  NamedBeta,
  Provenance,
} from '../workflows/domain/reference';
import type { Setting } from '../workflows/domain/settings';
import type { ReviewQuestion } from '../workflows/processes/joint-review/questions';
import calendars2026 from './data/calendars-2026.json';
import listedChemicals from './data/chemicals-listed.json';
import controlled from './data/controlled-chemicals.json';
import creditRecords from './data/credit-records.json';
import demoApplications from './data/demo-applications.json';
import documentKinds from './data/document-kinds.json';
import alphas from './data/gb18218-alpha.json';
import betas from './data/gb18218-beta.json';
import categories from './data/gb18218-categories.json';
import levels from './data/gb18218-levels.json';
import experts from './data/experts.json';
import criticalQuantities from './data/gb18218-table1.json';
import institutions from './data/institutions.json';
import letters from './data/letters.json';
import limits from './data/limits.json';
import organisations from './data/organisations.json';
import parks from './data/parks.json';
import people from './data/people.json';
import bounds from './data/physical-bounds.json';
import processes from './data/processes.json';
import publicity from './data/publicity.json';
import reReview from './data/re-review.json';
import retention from './data/retention.json';
import reviewQuestions from './data/review-questions.json';
import roles from './data/roles.json';
import jointReviewRouting from './data/routing-joint-review.json';
import settings from './data/settings.json';
import type { DemoApplication, Organisation, Person, Reference, Role, RoutingRow } from './schema/data-files';
import { faultsOf } from './schema/validate';

export type { DataFile, DemoApplication, Organisation, Person, Reference, Role, RoutingRow } from './schema/data-files';

/** JSON imports widen every code to `string`; `faultsOf` checks what the types can no longer promise. */
function rows<Row>(file: { rows: unknown[] }): Row[] {
  return file.rows as Row[];
}

function provenanceOf({ source, effectiveFrom, effectiveTo, note }: Provenance): Provenance {
  return { source, effectiveFrom, effectiveTo, ...(note === undefined ? {} : { note }) };
}

/**
 * The reference data as shipped.
 * @throws Error that names every fault, when the data contradict themselves
 */
export function loadReference(): Reference {
  const reference: Reference = {
    organisations: rows<Organisation>(organisations),
    roles: rows<Role>(roles),
    people: rows<Person>(people),
    demoPassword: people.demoPassword,
    processes: rows<ListedProcess>(processes),
    listedChemicals: rows<ListedChemical>(listedChemicals),
    controlled: rows<ControlledChemical>(controlled),
    majorHazard: {
      criticalQuantities: rows<CriticalQuantity>(criticalQuantities),
      categories: rows<HazardCategory>(categories),
      betas: rows<NamedBeta>(betas),
      alphas: rows<Alpha>(alphas),
      levels: rows<HazardLevel>(levels),
    },
    documentKinds: rows<DocumentKind>(documentKinds),
    bounds: bounds.bounds,
    institutions: institutions.institutions,
    limits: rows<LimitRule>(limits),
    calendars: rows<CalendarYear>(calendars2026),
    jointReviewRouting: rows<RoutingRow>(jointReviewRouting),
    reviewQuestions: rows<ReviewQuestion>(reviewQuestions),
    experts: experts.rows,
    expertSpecialities: experts.specialities,
    reReview: { siteShiftM: reReview.siteShiftM, quantityIncrease: reReview.quantityIncrease },
    retention: retention.rows,
    letterKinds: letters.kinds,
    remedies: letters.remedies,
    noticeWords: letters.noticeWords,
    objectionOffices: publicity.offices,
    personalData: publicity.personalData,
    settings: rows<Setting>(settings),
    parks: rows<Park>(parks),
    creditRecords: rows<CreditRecord>(creditRecords),
    demoApplications: rows<DemoApplication>(demoApplications),
    provenance: {
      organisations: provenanceOf(organisations),
      roles: provenanceOf(roles),
      people: provenanceOf(people),
      processes: provenanceOf(processes),
      'chemicals-listed': provenanceOf(listedChemicals),
      'controlled-chemicals': provenanceOf(controlled),
      'gb18218-table1': provenanceOf(criticalQuantities),
      'gb18218-categories': provenanceOf(categories),
      'gb18218-beta': provenanceOf(betas),
      'gb18218-alpha': provenanceOf(alphas),
      'gb18218-levels': provenanceOf(levels),
      'document-kinds': provenanceOf(documentKinds),
      'physical-bounds': provenanceOf(bounds),
      institutions: provenanceOf(institutions),
      limits: provenanceOf(limits),
      'calendars-2026': provenanceOf(calendars2026),
      'routing-joint-review': provenanceOf(jointReviewRouting),
      'review-questions': provenanceOf(reviewQuestions),
      experts: provenanceOf(experts),
      're-review': provenanceOf(reReview),
      letters: { source: letters.source, effectiveFrom: '2021-01-01', effectiveTo: null },
      publicity: { source: publicity.source, effectiveFrom: '2021-07-01', effectiveTo: null },
      settings: provenanceOf(settings),
      parks: provenanceOf(parks),
      'credit-records': provenanceOf(creditRecords),
      'demo-applications': provenanceOf(demoApplications),
    },
  };
  const faults = faultsOf(reference);
  if (faults.length > 0) throw new Error(`Reference data: ${faults.join('; ')}`);
  return reference;
}
