import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import { ORGANISATION, organisationSchema } from '../../activities/store/organisation.schema';
import { membershipsOn, toPersonView, type PersonView } from '../../activities/store/person.reader';
import {
  PERSON,
  personSchema,
  type MembershipDocument,
  type PersonDocument,
} from '../../activities/store/person.schema';
import { readSetOn } from '../../activities/store/reference.reader';
import { addDays, localDay } from '../../workflows/domain/calendar';
import { DomainError, invalidInput, type FieldProblem } from '../../workflows/domain/errors';
import { ADMIN_ROLE, type Actor } from '../auth/actor';
import { ActorCache } from '../auth/actor-cache';
import { AuthService } from '../auth/auth.service';
import { LoginGuardService } from '../auth/login-guard.service';
import { hashPassword } from '../auth/passwords';
import { SessionsService } from '../auth/sessions.service';
import { AdminAudit } from '../common/admin-audit';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';
import type { ChangePersonDto, ChangeProfileDto, NewPersonDto, PeopleQuery, SetMembershipsDto } from './people.dto';

/** People, their roles and their access. Rows are never deleted: whoever left stays named in the records. */
@Injectable()
export class PeopleService {
  private readonly people: Model<PersonDocument>;

  constructor(
    private readonly store: Store,
    private readonly actors: ActorCache,
    private readonly sessions: SessionsService,
    private readonly auth: AuthService,
    private readonly guard: LoginGuardService,
    private readonly audit: AdminAudit,
  ) {
    this.people = store.model(PERSON, personSchema);
  }

  /** A page of people by id. */
  async list(query: PeopleQuery): Promise<{ items: PersonView[]; next: string | null }> {
    const { org, role, status, q, after, limit } = query;
    const membership = { ...(org === undefined ? {} : { orgCode: org }), ...(role === undefined ? {} : { role }) };
    const begins = q === undefined ? undefined : new RegExp(`^${q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'i');
    const rows = await this.people
      .find({
        ...(Object.keys(membership).length > 0 ? { memberships: { $elemMatch: membership } } : {}),
        ...(status === undefined ? {} : { status }),
        ...(begins === undefined ? {} : { $or: [{ login: begins }, { name: begins }] }),
        ...(after === undefined ? {} : { _id: { $gt: after } }),
      })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<PersonDocument[]>();
    const items = rows.slice(0, limit).map(toPersonView);
    return { items, next: rows.length > limit ? (items.at(-1)?.personId ?? null) : null };
  }

  async get(personId: string): Promise<PersonView> {
    return toPersonView(await this.row(personId));
  }

  /** Adds a person with a first password that is shown once. */
  async create(actor: Actor, fields: NewPersonDto): Promise<{ person: PersonView; password: string }> {
    await this.requireMemberships(fields.memberships);
    const password = firstPassword();
    const { email, phone, ...rest } = fields;
    try {
      const row = await this.people.create({
        _id: randomUUID(),
        ...rest,
        ...(email ? { email } : {}),
        ...(phone ? { phone } : {}),
        passwordHash: await hashPassword(password),
        status: 'active',
        demo: false,
        version: 1,
      });
      await this.audit.record(actor, 'person.create', row._id, {
        login: fields.login,
        memberships: fields.memberships,
      });
      return { person: toPersonView(row.toObject()), password };
    } catch (error) {
      if (isDuplicateKey(error)) throw new DomainError('person.loginTaken', { login: fields.login }, 'login');
      throw error;
    }
  }

  async change(actor: Actor, personId: string, { version, ...fields }: ChangePersonDto): Promise<PersonView> {
    const person = await this.set(personId, version, fields).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
      throw new DomainError('person.externalIdTaken', { externalId: fields.externalId ?? '' }, 'externalId');
    });
    // Who was signed in on the word of the identity service is so no longer when the link changes.
    if (fields.externalId !== undefined) await this.sessions.revokeSignedInWith(personId, 'oidc');
    await this.audit.record(actor, 'person.change', personId, fields);
    return person;
  }

  /** What people change of themselves. */
  async changeProfile(actor: Actor, fields: ChangeProfileDto): Promise<PersonView> {
    return this.set(actor.personId, undefined, fields);
  }

  /**
   * Sets all roles of a person.
   * @param act what it is called on the trail
   * @throws DomainError `person.ownRoles` when actors would raise themselves, `person.lastAdmin`
   */
  async setMemberships(
    actor: Actor,
    personId: string,
    { memberships, version }: SetMembershipsDto,
    act: { action: string; detail: object } = { action: 'person.memberships', detail: { memberships } },
  ): Promise<PersonView> {
    await this.requireMemberships(memberships);
    if (actor.personId === personId && raises((await this.row(personId)).memberships, memberships)) {
      throw new DomainError('person.ownRoles');
    }
    await this.requireAdminsWith(personId, memberships);
    const person = await this.set(personId, version, { memberships });
    await this.audit.record(actor, act.action, personId, act.detail);
    return person;
  }

  /** Marks a person as having left; all sessions end. Open tasks are the engine's business (离职交接). */
  async leave(actor: Actor, personId: string, on = localDay(Date.now())): Promise<PersonView> {
    await this.requireAdminsWith(personId, []);
    const person = await this.set(personId, undefined, { status: 'left', leftOn: on });
    await this.sessions.revokeAll(personId);
    await this.audit.record(actor, 'person.leave', personId, { on });
    return person;
  }

  /** Takes back the leaving; the person signs in with the old password. */
  async rejoin(actor: Actor, personId: string): Promise<PersonView> {
    const person = await this.set(personId, undefined, { status: 'active' });
    await this.people.updateOne({ _id: personId }, { $unset: { leftOn: 1 } });
    await this.audit.record(actor, 'person.rejoin', personId);
    return person;
  }

  /** A new first password, shown once; ends all sessions and lifts a lock on the name. */
  async resetPassword(actor: Actor, personId: string): Promise<{ person: PersonView; password: string }> {
    const password = firstPassword();
    await this.auth.setPassword(personId, password);
    const person = await this.get(personId);
    await this.guard.unlock(person.login);
    await this.audit.record(actor, 'person.resetPassword', personId);
    return { person, password };
  }

  private async row(personId: string): Promise<PersonDocument> {
    const row = await this.people.findById(personId).lean<PersonDocument>();
    if (!row) throw new DomainError('resource.unknown');
    return row;
  }

  private async set(
    personId: string,
    version: number | undefined,
    fields: { [K in keyof PersonDocument]?: PersonDocument[K] | null | undefined },
  ): Promise<PersonView> {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
    const ended = Object.fromEntries(
      Object.entries(fields).flatMap(([key, value]) => (value === null ? [[key, 1]] : [])),
    );
    const { matchedCount } = await this.people.updateOne(
      { _id: personId, ...(version === undefined ? {} : { version }) },
      { $set: given, $unset: ended, $inc: { version: 1 } },
    );
    this.actors.forgetPerson(personId);
    const now = await this.get(personId);
    if (matchedCount === 0) throw new DomainError('resource.changed');
    return now;
  }

  /** Every organisation and role must exist, and periods must not end before they begin. */
  private async requireMemberships(memberships: readonly MembershipDocument[]): Promise<void> {
    const roles = (await readSetOn<{ id: string }>(this.store.connection, 'roles')).map(({ id }) => id);
    const codes = memberships.map((m) => m.orgCode);
    const known = await this.store
      .model(ORGANISATION, organisationSchema)
      .distinct('_id', { _id: { $in: codes }, active: true });
    const problems = memberships.flatMap((m, i): FieldProblem[] => {
      const at = `memberships[${i}]`;
      const params = { org: m.orgCode, role: m.role, choices: roles.join('、'), from: m.from, to: m.to ?? '' };
      return [
        ...(known.includes(m.orgCode) ? [] : [problem(`${at}.orgCode`, 'person.orgUnknown', params)]),
        ...(roles.includes(m.role) ? [] : [problem(`${at}.role`, 'person.roleUnknown', params)]),
        ...(m.to === null || m.from <= m.to ? [] : [problem(`${at}.to`, 'reference.datesReversed', params)]),
      ];
    });
    if (problems.length > 0) throw invalidInput(problems);
  }

  /** Somebody must be able to administrate today and on every day after one on which an administrator's time ends. */
  private async requireAdminsWith(personId: string, memberships: readonly MembershipDocument[]): Promise<void> {
    const rows = await this.people.find({ status: 'active', 'memberships.role': ADMIN_ROLE }).lean<PersonDocument[]>();
    if (!rows.some(({ _id }) => _id === personId)) return;
    const terms = rows
      .flatMap((row) => (row._id === personId ? memberships : row.memberships))
      .filter(({ role }) => role === ADMIN_ROLE);
    const today = localDay(Date.now());
    const ends = terms.flatMap(({ to }) => (to === null || to < today ? [] : [addDays(to, 1)]));
    const uncovered = [today, ...ends].find((day) => membershipsOn(terms, day).length === 0);
    if (uncovered !== undefined) throw new DomainError('person.lastAdmin');
  }
}

/** True when something is held longer or newly: nobody gives that to themselves. */
function raises(before: readonly MembershipDocument[], after: readonly MembershipDocument[]): boolean {
  return after.some(
    (one) =>
      !before.some(
        (held) =>
          held.orgCode === one.orgCode &&
          held.role === one.role &&
          held.from <= one.from &&
          (held.to === null || (one.to !== null && one.to <= held.to)),
      ),
  );
}

function problem(field: string, code: FieldProblem['code'], params: FieldProblem['params']): FieldProblem {
  return { field, code, params, rule: code };
}

/** 96 random bits in a form that can be read out. */
function firstPassword(): string {
  return randomBytes(12).toString('base64url');
}
