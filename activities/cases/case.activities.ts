import { ApplicationFailure } from '@temporalio/common';
import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import { SYSTEM } from '../../workflows/engine/events';
import { samePeople } from '../../workflows/engine/holders';
import type { AutomationInput, AutomationResult, CaseActivities } from '../../workflows/engine/ports';
import { foldedCase } from '../store/case.reader';
import { commitCase } from '../store/case.writer';
import { refOf } from '../store/definition.writer';
import { holdersOf } from '../store/holders.reader';
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
    async commitCase({ holders, ...input }) {
      if (holders) {
        const today = await holdersOf(connection, Object.keys(holders), localDay(Date.now()));
        if (Object.entries(holders).some(([key, people]) => !samePeople(today[key], people))) {
          return { kind: 'holdersChanged', holders: today };
        }
      }
      return commitCase(connection, input);
    },

    resolveRoles: ({ keys }) => holdersOf(connection, keys, localDay(Date.now())),

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
