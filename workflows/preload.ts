/**
 * Modules that a worker loads once instead of once per case: pure functions and tables without state of their own.
 * Nothing here may import `@temporalio/workflow` or keep a variable: what is preloaded is shared by all cases of the worker.
 */
import './engine/clocks';
import './engine/conditions';
import './engine/decide';
import './engine/evolve';
import './engine/locate';
import './engine/roles-ahead';
import './engine/rows';
