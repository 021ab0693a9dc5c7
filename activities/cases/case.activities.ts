import { ApplicationFailure } from '@temporalio/common';
import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { Directory } from '../../workflows/engine/draft';
import { SYSTEM } from '../../workflows/engine/events';
import type { AutomationInput, AutomationResult, CaseActivities } from '../../workflows/engine/ports';
import { foldedCase } from '../store/case.reader';
import { commitCase } from '../store/case.writer';
import { refOf } from '../store/definition.writer';
import { peopleInRole } from '../store/person.reader';
import { startCase } from './start-case';

export type Automation = (input: AutomationInput) => Promise<AutomationResult>;

export interface ActivityDependencies {
  connection: Connection;
  client: Client;
  taskQueue: string;
  automations: Record<string, Automation>;
}

/** The activities that the engine calls. */
export function caseActivities({ connection, client, taskQueue, automations }: ActivityDependencies): CaseActivities {
  return {
    commitCase: (input) => commitCase(connection, input),

    async resolveRoles({ keys }): Promise<Directory> {
      const day = localDay(Date.now());
      const found = await Promise.all(
        keys.map(async (key) => {
          const [org = '', role = ''] = key.split('/');
          const people = await peopleInRole(connection, org, role, day);
          return [key, people.map((p) => p.personId)] as const;
        }),
      );
      return Object.fromEntries(found);
    },

    async loadCase({ caseId }) {
      const folded = await foldedCase(connection, caseId);
      if (!folded) {
        throw ApplicationFailure.nonRetryable(`there is no record of ${caseId}`, 'CaseUnknown');
      }
      return { state: folded.state, headHash: folded.headHash };
    },

    async runAutomation(input) {
      const automation = automations[input.activity];
      if (!automation) {
        throw ApplicationFailure.retryable(`no automation ${input.activity} on this worker`, 'AutomationUnknown');
      }
      try {
        return await automation(input);
      } catch (error) {
        if (error instanceof DomainError) {
          throw ApplicationFailure.create({
            message: error.message,
            type: 'DomainRuleViolation',
            nonRetryable: false,
            details: [error.code, error.params],
          });
        }
        throw error;
      }
    },

    async startSubcase(input) {
      const purpose = `subcase:${input.parent.caseId}:${input.parent.pendingId}`;
      const { caseNo: _own, ...header } = input.header;
      const receipt = await startCase(connection, client, taskQueue, {
        process: input.process,
        purpose,
        header: { ...header, keys: { ...header.keys, parentCase: input.parent.caseId }, parent: input.parent },
        facts: input.facts,
        actor: SYSTEM('engine'),
        key: purpose,
        hash: refOf({ purpose, facts: input.facts }),
        now: input.now,
      });
      return { caseId: receipt.caseId };
    },
  };
}
