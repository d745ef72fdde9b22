"""Find and download papers: from the official publications, the Tweede Kamer and open.overheid.nl.

    with Client() as client:
        papers = plan(["31490"], client)
        for outcome in download(papers.wanted, library / "downloads", client):
            ...

plan.plan() asks what there is, download.download() brings it down,
completeness.expected_papers() says what of it is held. model holds the
vocabulary; it loads nothing, so that the library can store what it names.
"""
