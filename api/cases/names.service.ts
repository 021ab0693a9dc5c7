import { Injectable } from '@nestjs/common';
import { listOrganisations } from '../../activities/store/organisation.reader';
import { peopleByIds } from '../../activities/store/person.reader';
import { Store } from '../common/store';

/** Names change seldom: a list may show an old one for so long. */
const FRESH_MS = 30_000;

/** Names of people and organisations for what is shown; records hold ids only. */
@Injectable()
export class Names {
  private readonly known = new Map<string, { name: string; until: number }>();
  private orgs: { byCode: Map<string, string>; until: number } = { byCode: new Map(), until: 0 };

  constructor(private readonly store: Store) {}

  /** In the order of the ids; an unknown person shows as the id. */
  async people(ids: readonly string[]): Promise<string[]> {
    const now = Date.now();
    const missing = [...new Set(ids)].filter((id) => (this.known.get(id)?.until ?? 0) <= now);
    if (missing.length > 0) {
      const found = await peopleByIds(this.store.connection, missing);
      for (const id of missing) {
        this.known.set(id, { name: found.find((p) => p.personId === id)?.name ?? id, until: now + FRESH_MS });
      }
    }
    return ids.map((id) => this.known.get(id)?.name ?? id);
  }

  async person(id: string): Promise<string> {
    const [name] = await this.people([id]);
    return name ?? id;
  }

  /** Chinese name of an organisation by its code; an unknown one shows as the code. */
  async organisations(): Promise<(code: string) => string> {
    if (this.orgs.until <= Date.now()) {
      const all = await listOrganisations(this.store.connection);
      this.orgs = { byCode: new Map(all.map((o) => [o.code, o.name.zh])), until: Date.now() + FRESH_MS };
    }
    const { byCode } = this.orgs;
    return (code) => byCode.get(code) ?? code;
  }
}
