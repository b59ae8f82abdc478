/** How the learner likes responses laid out; kept while the app runs. */
class Responses {
  stacked = $state(false);
  /** Whether the guideline stays open beside the judgement. */
  rubric = $state(true);
}

export const responses = new Responses();
