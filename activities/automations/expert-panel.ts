import { createHash } from 'node:crypto';

export interface PoolExpert {
  person: string;
  specialities: string[];
  /** Name of the unit where the expert works. */
  worksFor: string;
}

export interface PanelRequest {
  /** One expert for each. */
  specialities: readonly string[];
  pool: readonly PoolExpert[];
  /** Names of the units that have a part in the project. */
  parties: readonly string[];
  /** What those asked before did. */
  asked: readonly { person: string; recused: boolean }[];
  /** Decides the draw; the same seed gives the same panel. */
  seed: string;
}

export interface Panel {
  experts: string[];
  /** Drawn now. */
  toAsk: string[];
  /** Specialities for which nobody is left. */
  uncovered: string[];
}

/** Completes a panel: who advised stays, for who recused another one of the speciality is drawn, nobody from a party's own house. */
export function completePanel({ specialities, pool, parties, asked, seed }: PanelRequest): Panel {
  const free = pool.filter(
    (expert) => !parties.includes(expert.worksFor) && !asked.some((a) => a.person === expert.person),
  );
  const standing = pool.filter((expert) => asked.some((a) => a.person === expert.person && !a.recused));
  const panel: Panel = { experts: [], toAsk: [], uncovered: [] };
  // The rarest speciality first: who can do several must not be used up for one that others can do too.
  const byRarity = [...specialities].sort((a, b) => able(pool, a).length - able(pool, b).length);
  for (const speciality of byRarity) {
    const stays = able(standing, speciality).find((e) => !panel.experts.includes(e.person));
    const drawn = stays ?? draw(able(free, speciality), panel.experts, `${seed}:${speciality}`);
    if (!drawn) {
      panel.uncovered.push(speciality);
      continue;
    }
    panel.experts.push(drawn.person);
    if (!stays) {
      panel.toAsk.push(drawn.person);
    }
  }
  return panel;
}

function able(experts: readonly PoolExpert[], speciality: string): PoolExpert[] {
  return experts.filter((expert) => expert.specialities.includes(speciality));
}

/** By lot, and the lot can be drawn again by anybody: the lowest hash of seed and person. */
function draw(candidates: readonly PoolExpert[], taken: readonly string[], seed: string): PoolExpert | undefined {
  const lot = (expert: PoolExpert): string => createHash('sha256').update(`${seed}:${expert.person}`).digest('hex');
  return candidates
    .filter((expert) => !taken.includes(expert.person))
    .sort((a, b) => (lot(a) < lot(b) ? -1 : 1))
    .at(0);
}
