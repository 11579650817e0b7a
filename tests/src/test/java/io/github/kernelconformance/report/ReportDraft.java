package io.github.kernelconformance.report;

import io.github.kernelconformance.msl.SourceLocation;
import io.github.kernelconformance.verdict.CellResult;
import io.github.kernelconformance.verdict.Diagnosis;
import io.github.kernelconformance.verdict.Explanation;
import io.github.kernelconformance.verdict.KernelSuspects;
import io.github.kernelconformance.verdict.SmallestCase;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report like another one, but for what a test is about. */
final class ReportDraft {

  private final Report like;
  private String device;
  private String description;
  private Map<String, String> settings;
  private Optional<Part> part;
  private Map<String, SourceLocation> kernels;
  private List<CellResult> results;
  private String module;
  private List<KernelSuspects> suspects;
  private List<SmallestCase> smallest;
  private List<Diagnosis> diagnoses = List.of();
  private Map<String, List<String>> exclusions;

  ReportDraft(Report like) {
    this.like = like;
    device = like.device();
    description = like.description();
    settings = like.settings();
    part = like.part();
    kernels = like.kernels();
    results = like.results();
    module = like.module();
    suspects = like.explanation().suspects();
    smallest = like.explanation().smallest();
    exclusions = like.exclusions();
  }

  ReportDraft device(String changed) {
    device = changed;
    return this;
  }

  ReportDraft description(String changed) {
    description = changed;
    return this;
  }

  ReportDraft settings(Map<String, String> changed) {
    settings = changed;
    return this;
  }

  ReportDraft part(Part changed) {
    part = Optional.of(changed);
    return this;
  }

  ReportDraft kernels(Map<String, SourceLocation> changed) {
    kernels = changed;
    return this;
  }

  ReportDraft results(List<CellResult> changed) {
    results = changed;
    return this;
  }

  ReportDraft module(String changed) {
    module = changed;
    return this;
  }

  ReportDraft suspects(List<KernelSuspects> changed) {
    suspects = changed;
    return this;
  }

  ReportDraft smallest(List<SmallestCase> changed) {
    smallest = changed;
    return this;
  }

  ReportDraft diagnoses(List<Diagnosis> changed) {
    diagnoses = changed;
    return this;
  }

  ReportDraft exclusions(Map<String, List<String>> changed) {
    exclusions = changed;
    return this;
  }

  Report report() {
    return new Report(
        device,
        description,
        settings,
        part,
        kernels,
        results,
        module,
        like.directory(),
        like.rerun(),
        new Explanation(suspects, smallest, diagnoses),
        exclusions);
  }
}
