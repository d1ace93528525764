package dev.mensura.testkit;

import dev.mensura.api.MetricState;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Orders in which the states of shards are merged into one.
enum MergeOrder {
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    PAIRWISE_TREE,
    RANDOM_TREE,
    WITH_EMPTIES,
    READING_BETWEEN;

    /// Returns the merge of all states, which are used up.
    <S, A extends MetricState<A>> A merge(Subject<S, A, ?> subject, List<A> states, Random random) {
        List<A> left = new ArrayList<>();
        for (A state : states) {
            if (this == WITH_EMPTIES) {
                left.add(subject.tally.newState());
            }
            left.add(state);
        }
        if (left.isEmpty() || this == WITH_EMPTIES) {
            left.add(subject.tally.newState());
        }
        for (int round = 0; left.size() > 1; round++) {
            int receiver = receiver(left.size(), round, random);
            A argument = left.remove(receiver + 1);
            left.get(receiver).mergeFrom(argument);
            if (this == READING_BETWEEN) {
                subject.definition.evaluate(left.get(receiver));
                subject.definition.evaluate(argument);
            }
        }
        return left.getFirst();
    }

    private int receiver(int states, int round, Random random) {
        return switch (this) {
            case LEFT_TO_RIGHT, WITH_EMPTIES, READING_BETWEEN -> 0;
            case RIGHT_TO_LEFT -> states - 2;
            case PAIRWISE_TREE -> round % (states - 1);
            case RANDOM_TREE -> random.nextInt(states - 1);
        };
    }
}
