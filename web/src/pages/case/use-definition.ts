import { useQuery } from '@tanstack/react-query';
import type { ProcessDefinition } from '../../../../workflows/processes/definition';
import { answer, api } from '../../api/client';

/** The definition on which a case runs. */
export function useDefinition(caseId: string) {
  return useQuery({
    queryKey: ['definition', caseId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/cases/{caseId}/definition', { params: { path: { caseId } } }),
      ) as unknown as Promise<ProcessDefinition>,
    staleTime: Infinity,
  });
}
