/** `workflows/engine/changes` as it will be when no case from before a change runs any more: without the old branches. */
const { deprecatePatch } = require('@temporalio/workflow');

const only = (id) => () => {
  deprecatePatch(id);
  return true;
};

module.exports = {
  sparesHistory: only('2026-11-spare-history'),
  countsFromTheMoment: only('2026-11-count-from-the-moment'),
};
