import type { Connection } from 'mongoose';
import type {
  Alpha,
  ControlledChemical,
  CriticalQuantity,
  DocumentKind,
  HazardCategory,
  HazardLevel,
  InstitutionRules,
  ListedChemical,
  ListedProcess,
  NamedBeta,
  PhysicalBounds,
  ProjectReference,
} from '../../workflows/domain/reference';
import { localDay } from '../../workflows/domain/calendar';
import { readSetOn } from './reference.reader';

/** Everything that screening and pre-check read, as it is in force on a local day, today by default. */
export async function readProjectReference(
  connection: Connection,
  day = localDay(Date.now()),
): Promise<ProjectReference> {
  const items = <T>(set: string): Promise<T[]> => readSetOn<T>(connection, set, day);
  const [processes, listedChemicals, criticalQuantities, categories, betas, alphas, levels] = await Promise.all([
    items<ListedProcess>('processes'),
    items<ListedChemical>('chemicals'),
    items<CriticalQuantity>('gb18218-table1'),
    items<HazardCategory>('gb18218-categories'),
    items<NamedBeta>('gb18218-beta'),
    items<Alpha>('gb18218-alpha'),
    items<HazardLevel>('gb18218-levels'),
  ]);
  const [controlled, documentKinds, bounds, institutions] = await Promise.all([
    items<ControlledChemical>('controlled-chemicals'),
    items<DocumentKind>('document-kinds'),
    items<PhysicalBounds>('bounds'),
    items<InstitutionRules>('institution-rules'),
  ]);
  if (!bounds[0] || !institutions[0])
    throw new Error('the reference data are not loaded: run the loader (dist/seeds/load.js)');
  return {
    processes,
    listedChemicals,
    majorHazard: { criticalQuantities, categories, betas, alphas, levels },
    controlled,
    documentKinds,
    bounds: bounds[0],
    institutions: institutions[0],
  };
}
